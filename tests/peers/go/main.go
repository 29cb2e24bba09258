// The official Go SDK against the stand-in, which runs it:
//
//	hwlive-stand-in -- peer
//	hwlive-stand-in --callbacks tests/peers/answers.json -- peer tests/peers/answers.json
//	record --tls peer
//
// The first is proof that the stand-in is faithful: each check makes the SDK get credentials or a project id in another
// way, and show the documented callback. The second says what the SDK makes of each answer, one line of JSON a case. The
// third has it get credentials from each source that it has variables for; see record.rs.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/basic"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/provider"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/signer/algorithm"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/config"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/region"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/request"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/sdkerr"
	live "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/live/v1"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/services/live/v1/model"
)

const example = "e2fe84def7e476651034ec4b9e92bc30"

var (
	endpoint  = os.Getenv("HUAWEICLOUD_SDK_ENDPOINT")
	accessKey = os.Getenv("HUAWEICLOUD_SDK_AK")
	secretKey = os.Getenv("HUAWEICLOUD_SDK_SK")
	projectID = os.Getenv("HUAWEICLOUD_SDK_PROJECT_ID")
)

func main() {
	if len(os.Args) == 3 && os.Args[1] == "--source" {
		checkSource(os.Args[2])
	} else if len(os.Args) > 1 {
		checkAnswers(os.Args[1])
	} else {
		checkCredentials()
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func show(client *live.LiveClient, id string) (*model.ShowRecordCallbackConfigResponse, error) {
	return client.ShowRecordCallbackConfig(&model.ShowRecordCallbackConfigRequest{Id: id})
}

func client(builder *core.HcHttpClientBuilder) *live.LiveClient {
	return live.NewLiveClient(must(builder.SafeBuild()))
}

func byEndpoint() *core.HcHttpClientBuilder {
	return live.LiveClientBuilder().WithEndpoint(endpoint)
}

func byRegion() *core.HcHttpClientBuilder {
	return live.LiveClientBuilder().WithRegion(region.NewRegion("cn-north-4", endpoint))
}

func anAccessKey(secretKey string) *live.LiveClient {
	key := basic.NewCredentialsBuilder().WithAk(accessKey).WithSk(secretKey).WithProjectId(projectID)
	return client(byEndpoint().WithCredential(must(key.SafeBuild())))
}

func aProjectThatIsLookedUp() *live.LiveClient {
	// In the environment the SDK takes an endpoint of IAM with https only: it puts that before any other.
	key := basic.NewCredentialsBuilder().WithAk(accessKey).WithSk(secretKey).WithIamEndpointOverride(endpoint)
	return client(byRegion().WithCredential(must(key.SafeBuild())))
}

func aProfile() *live.LiveClient {
	folder := must(os.MkdirTemp("", "peer"))
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "credentials")
	text := fmt.Sprintf("[basic]\nak = %s\nsk = %s\nproject_id = %s\n", accessKey, secretKey, projectID)
	must(0, os.WriteFile(file, []byte(text), 0o600))
	os.Setenv("HUAWEICLOUD_SDK_CREDENTIALS_FILE", file)
	return client(byEndpoint().WithCredential(must(provider.BasicCredentialProfileProvider().GetCredentials())))
}

// toStandIn sends requests for the metadata service, of which the SDK knows but the one address, to the stand-in.
type toStandIn struct{ http.RoundTripper }

func (transport toStandIn) RoundTrip(request *http.Request) (*http.Response, error) {
	request = request.Clone(request.Context())
	request.URL.Host = must(url.Parse(endpoint)).Host
	return transport.RoundTripper.RoundTrip(request)
}

func metadata() *live.LiveClient {
	http.DefaultTransport = toStandIn{http.DefaultTransport}
	metadata := provider.BasicCredentialMetadataProvider()
	metadata.ProjectId = projectID
	return client(byEndpoint().WithCredential(must(metadata.GetCredentials())))
}

func derivedKeys() *live.LiveClient {
	key := basic.NewCredentialsBuilder().WithAk(accessKey).WithSk(secretKey).WithProjectId(projectID).
		WithDerivedPredicate(func(*request.DefaultHttpRequest) bool { return true })
	return client(byRegion().WithDerivedAuthServiceName("live").WithCredential(must(key.SafeBuild())))
}

func checkList() {
	text := func(value string) *string { return &value }
	number := func(value int32) *int32 { return &value }
	for _, test := range []struct {
		request model.ListRecordCallbackConfigsRequest
		total   int32
		ids     []string
	}{
		{model.ListRecordCallbackConfigsRequest{}, 1, []string{example}},
		// A callback for every application is listed for each.
		{model.ListRecordCallbackConfigsRequest{PublishDomain: text("publish.example.com"), App: text("live & more"),
			Offset: number(0), Limit: number(100)}, 1, []string{example}},
		{model.ListRecordCallbackConfigsRequest{Offset: number(1)}, 1, nil},
		{model.ListRecordCallbackConfigsRequest{PublishDomain: text("other.example.com")}, 0, nil},
	} {
		answer := must(anAccessKey(secretKey).ListRecordCallbackConfigs(&test.request))
		var ids []string
		for _, item := range *answer.CallbackConfig {
			ids = append(ids, *item.Id)
		}
		if *answer.Total != test.total || !slices.Equal(ids, test.ids) {
			log.Fatalf("list %v: %v", test.request, answer)
		}
	}
	fmt.Println("Go: lists: with filters and pages")
}

func refused(client *live.LiveClient, id string, status int, code string) {
	_, err := show(client, id)
	var refusal *sdkerr.ServiceResponseError
	if !errors.As(err, &refusal) || refusal.StatusCode != status || refusal.ErrorCode != code || refusal.RequestId == "" {
		log.Fatalf("%s: %v", id, err)
	}
}

func checkCredentials() {
	for _, way := range []struct {
		name string
		make func() *live.LiveClient
	}{
		{"an access key", func() *live.LiveClient { return anAccessKey(secretKey) }},
		{"the environment", func() *live.LiveClient { return client(byEndpoint()) }},
		{"a project that is looked up", aProjectThatIsLookedUp},
		{"a profile", aProfile},
		{"metadata", metadata},
		{"derived keys", derivedKeys},
	} {
		answer, err := show(way.make(), example)
		if err != nil || *answer.Id != example || answer.HttpStatusCode != 200 {
			log.Fatalf("%s: %v, %v", way.name, answer, err)
		}
		fmt.Printf("Go: %s: %s\n", way.name, *answer.NotifyCallbackUrl)
	}
	checkList()
	refused(anAccessKey(secretKey), "there-is-none", 404, "LIVE.100011001")
	refused(anAccessKey("another secret key"), example, 401, "APIGW.0301")
	fmt.Println("Go: refusals: as the service's")
}

type fields map[string]any

func result(client *live.LiveClient, id string) fields {
	answer, err := show(client, id)
	var refusal *sdkerr.ServiceResponseError
	switch {
	case errors.As(err, &refusal):
		return fields{"status": refusal.StatusCode, "code": refusal.ErrorCode, "message": refusal.ErrorMessage,
			"request_id": refusal.RequestId != ""}
	case err != nil:
		return fields{"status": 0, "failed": fmt.Sprintf("%T", err)}
	}
	shown := fields{"id": answer.Id, "publish_domain": answer.PublishDomain, "app": answer.App,
		"notify_callback_url": answer.NotifyCallbackUrl, "notify_event_subscription": nil, "sign_type": nil,
		"create_time": answer.CreateTime, "update_time": answer.UpdateTime}
	if events := answer.NotifyEventSubscription; events != nil {
		names := []string{}
		for _, event := range *events {
			names = append(names, event.Value())
		}
		shown["notify_event_subscription"] = names
	}
	if answer.SignType != nil {
		shown["sign_type"] = answer.SignType.Value()
	}
	return shown
}

func checkAnswers(path string) {
	var answers struct {
		Cases []struct {
			Name      string
			ID        string
			SecretKey string `json:"secret_key"`
		}
	}
	must(0, json.Unmarshal(must(os.ReadFile(path)), &answers))
	for _, test := range answers.Cases {
		secret := secretKey
		if test.SecretKey != "" {
			secret = test.SecretKey
		}
		shown := result(anAccessKey(secret), test.ID)
		shown["case"] = test.Name
		fmt.Println(string(must(json.Marshal(shown))))
		must(show(anAccessKey(secretKey), example)) // So that no bad signatures in a row lock the key.
	}
}

// ofEnvironment asks the provider of a source alone: the SDK's chain asks the metadata service before it looks for a pod.
func ofEnvironment(source string) (auth.ICredential, error) {
	if source != "pod-identity" {
		return provider.BasicCredentialEnvProvider().GetCredentials()
	}
	credentials, err := provider.BasicCredentialPodIdentityProvider().GetCredentials()
	if err == nil {
		credentials.(*auth.BasicCredentials).ProjectId = projectID // The provider does not read it.
	}
	return credentials, err
}

func checkSource(source string) {
	said := fields{}
	if source == "oidc" { // The SDK reads no variables of it.
		said["absent"] = true
	} else if credentials, err := ofEnvironment(source); err != nil {
		said["failed"] = err.Error()
	} else {
		settings := config.DefaultHttpConfig()
		if source == "sm3" {
			settings.WithSigningAlgorithm(algorithm.HmacSM3)
		}
		answer, err := show(client(byEndpoint().WithHttpConfig(settings).WithCredential(credentials)), example)
		if err != nil {
			said["failed"] = err.Error()
		} else {
			said["id"] = answer.Id
		}
	}
	fmt.Println(string(must(json.Marshal(said))))
}
