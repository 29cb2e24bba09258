// The scenario, in Go. usage: scenario scenario.json
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"runtime"
	"runtime/debug"
	"sort"
	"strings"
	"sync"
	"time"

	"example.com/hwlive"
)

type step struct {
	Name         string
	IDs          []string
	Settings     map[string]any
	Times        int
	Threads      int
	Forks        int
	Dropped      int
	GrowthKib    int `json:"growth_kib"`
	Closed       bool
	Shutdown     bool
	Environment  *bool
	Refused      []refusal
	Replaced     bool
	Log          int32
	Says         string
	Version      string
	Notification *string
	NowUnix      int64 `json:"now_unix"`
	List         []*string
	Call         map[string]any
	Report       map[string]any
	Cancelled    bool
	Expect       map[string]any
	Error        map[string]any
}

type refusal struct {
	Settings   map[string]any
	Kind, Says string
}

var scenario struct {
	Key   string
	Steps []step
}

func residentKib() (kib int) {
	debug.FreeOSMemory()
	status, _ := os.ReadFile("/proc/self/status")
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	fmt.Sscan(rest, &kib)
	return kib
}

func environmentCredentials() (hwlive.Credentials, error) {
	return hwlive.Credentials{AccessKey: os.Getenv("HUAWEICLOUD_SDK_AK"), SecretKey: os.Getenv("HUAWEICLOUD_SDK_SK"),
		Expiry: time.Now().Add(time.Hour)}, nil
}

var errExpected = errors.New("this is expected")

var providers = map[string]func() (hwlive.Credentials, error){
	"environment": environmentCredentials,
	"token": func() (hwlive.Credentials, error) {
		return hwlive.Credentials{AuthToken: "no-token-of-the-service"}, nil
	},
	"failure": func() (hwlive.Credentials, error) { return hwlive.Credentials{}, errExpected },
}

// whether Go can say it: in texts that may be left out "" is what C calls NULL, and an agency has a URN.
func sayable(settings map[string]any) bool {
	of := func(name string) []any { list, _ := settings[name].([]any); return append(list, nil, nil, nil, nil) }
	oidc, byName, agency := of("oidc"), of("agency_by_name"), of("agency")
	return oidc[2] != "" && oidc[3] != "" && byName[1] != "" && byName[2] != "" && (agency[0] != nil || agency[1] == nil)
}

// session is a name, seconds, a policy, and ids with commas between them.
func session(of []any) (made hwlive.AgencySession) {
	made.Name, _ = of[0].(string)
	seconds, _ := of[1].(float64)
	made.Duration = time.Duration(seconds) * time.Second
	if policy, is := of[2].(string); is {
		made.Policy = &policy
	}
	if ids, are := of[3].(string); are {
		made.PolicyIDs = strings.Split(ids, ",")
	}
	return made
}

func option(name string, value any) hwlive.Option {
	texts := [4]string{}
	if list, is := value.([]any); is {
		for i, one := range list {
			texts[i], _ = one.(string)
		}
	} else {
		texts[0], _ = value.(string)
	}
	number, _ := value.(float64)
	on, _ := value.(bool)
	milliseconds := time.Duration(number) * time.Millisecond
	switch name {
	case "load_default":
		return hwlive.WithDefaultChain(on)
	case "load_profile":
		return hwlive.WithProfile(texts[0])
	case "load_koocli_profile":
		return hwlive.WithKooCLIProfile(texts[0], texts[1])
	case "load_regions_file":
		return hwlive.WithRegionsFile(texts[0])
	case "define_region":
		return hwlive.WithDefinedRegion(texts[0], texts[1])
	case "region":
		return hwlive.WithRegion(texts[0])
	case "endpoint":
		return hwlive.WithEndpoint(texts[0])
	case "iam_endpoint":
		return hwlive.WithIAMEndpoint(texts[0])
	case "metadata_endpoint":
		return hwlive.WithMetadataEndpoint(texts[0])
	case "project_id":
		return hwlive.WithProjectID(texts[0])
	case "access_key":
		return hwlive.WithAccessKey(texts[0], texts[1], texts[2])
	case "auth_token":
		return hwlive.WithAuthToken(texts[0])
	case "iam_user":
		return hwlive.WithIAMUser(texts[0], texts[1], texts[2])
	case "sts_endpoint":
		return hwlive.WithSTSEndpoint(texts[0])
	case "identity_provider":
		return hwlive.WithIdentityProvider(texts[0], texts[1])
	case "oidc":
		return hwlive.WithOIDC(texts[0], texts[1], texts[2], texts[3])
	case "oidc_session":
		return hwlive.WithOIDCSession(session(value.([]any)))
	case "pod_identity":
		return hwlive.WithPodIdentity(texts[0], texts[1])
	case "agency":
		if value.([]any)[0] == nil {
			return hwlive.WithoutAgency()
		}
		return hwlive.WithAgency(texts[0], texts[1])
	case "agency_by_name":
		return hwlive.WithAgencyByName(texts[0], texts[1], texts[2])
	case "agency_session":
		return hwlive.WithAgencySession(session(value.([]any)))
	case "metadata_credentials":
		return hwlive.WithMetadataCredentials()
	case "credentials_provider":
		return hwlive.WithCredentialsProvider(providers[texts[0]])
	case "timeout_ms":
		return hwlive.WithTimeout(milliseconds)
	case "connect_timeout_ms":
		return hwlive.WithConnectTimeout(milliseconds)
	case "max_retries":
		return hwlive.WithMaxRetries(uint32(number))
	case "proxy":
		return hwlive.WithProxy(texts[0])
	case "ca_file":
		return hwlive.WithCAFile(texts[0])
	case "client_certificate":
		return hwlive.WithClientCertificate(texts[0], texts[1])
	case "insecure":
		return hwlive.WithInsecure(on)
	case "trust":
		return hwlive.WithTrust(hwlive.TrustedRoots(number))
	case "min_tls_version":
		return hwlive.WithMinTLSVersion(hwlive.TLSVersion(number))
	case "pinned_public_keys":
		return hwlive.WithPinnedPublicKeys(texts[0])
	case "ip_family":
		return hwlive.WithIPFamily(hwlive.IPFamily(number))
	case "local_address":
		return hwlive.WithLocalAddress(texts[0])
	case "region_by_pattern":
		return hwlive.WithRegionByPattern(on)
	case "user_agent":
		return hwlive.WithUserAgent(texts[0])
	case "signing_algorithm":
		return hwlive.WithSigningAlgorithm(hwlive.SigningAlgorithm(number))
	}
	panic("no setting here: " + name)
}

func options(settings map[string]any, environment bool) (made []hwlive.Option) {
	if environment {
		made = append(made, hwlive.WithEnvironment())
	}
	var names []string
	for name := range settings {
		names = append(names, name)
	}
	sort.Strings(names) // A region is defined before it is set.
	for _, name := range names {
		made = append(made, option(name, settings[name]))
	}
	return made
}

func (s step) options() []hwlive.Option { return options(s.Settings, s.Environment == nil) }

// as JSON knows it, so that it can be compared.
func plain(value any) (plain any) {
	text, _ := json.Marshal(value)
	json.Unmarshal(text, &plain)
	return plain
}

// field is the field of a struct with this name in the table, as JSON knows it.
func field(of any, name string) (any, error) {
	name = strings.ReplaceAll(name, "_", "")
	value := reflect.ValueOf(of).Elem().FieldByNameFunc(func(known string) bool { return strings.EqualFold(known, name) })
	if !value.IsValid() {
		return nil, fmt.Errorf("there is no field %s", name)
	}
	return plain(value.Interface()), nil
}

func (s step) expect(got any) error {
	for name, expected := range s.Expect {
		found, err := field(got, name)
		if err != nil || !reflect.DeepEqual(found, expected) {
			return fmt.Errorf("%s: %v, not %v: %v", name, found, expected, err)
		}
	}
	return nil
}

func (s step) callback(got *hwlive.RecordCallback, id string) error {
	if got.ID != id || got.RequestID == nil {
		return fmt.Errorf("%+v", got)
	}
	return s.expect(got)
}

func (s step) failure(err error) error {
	var failure *hwlive.Error
	if s.Error == nil || !errors.As(err, &failure) || failure.Message == "" {
		return fmt.Errorf("not expected: %v", err)
	}
	for name, expected := range s.Error {
		var found any
		var none error
		switch name {
		case "kind":
			found = failure.Kind.String()
		case "has_request_id":
			found = failure.RequestID != ""
		default:
			found, none = field(failure, name)
			if found == "" {
				found = nil
			}
		}
		if none != nil || !reflect.DeepEqual(found, expected) {
			return fmt.Errorf("%s: %v, not %v: %v", name, found, expected, err)
		}
	}
	if !errors.Is(err, failure.Kind) || s.Settings["credentials_provider"] == "failure" && !errors.Is(err, errExpected) {
		return fmt.Errorf("not the kind and the cause: %v", err)
	}
	return nil
}

func (s step) calls(client *hwlive.Client) error {
	for n := 0; n < s.Times; n++ {
		for _, id := range s.IDs {
			var report hwlive.Report
			got, err := client.ShowRecordCallback(context.Background(), id, s.callOptions(&report)...)
			if err != nil {
				err = s.failure(err)
			} else if s.Error != nil {
				err = fmt.Errorf("no error, but %+v", got)
			} else {
				err = s.callback(got, id)
			}
			if err == nil && s.Report != nil {
				err = s.report(&report)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (s step) work(client *hwlive.Client) error {
	if s.Dropped == 0 {
		return s.calls(client)
	}
	for n := 0; n < s.Dropped; n++ {
		client, err := hwlive.NewClient(s.options()...)
		if err == nil {
			err = s.calls(client)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (s step) notification() error {
	key, accept, tolerance := scenario.Key, hwlive.AcceptHMACSHA256, int64(hwlive.NotificationToleranceMs)
	apart := []byte(*s.Notification + "}")[:len(*s.Notification)]
	for _, verify := range []func() (*hwlive.Notification, error){
		func() (*hwlive.Notification, error) {
			return hwlive.VerifyNotification(*s.Notification, key, accept, tolerance, s.NowUnix)
		},
		func() (*hwlive.Notification, error) {
			return hwlive.VerifyNotification(apart, key, accept, tolerance, s.NowUnix)
		},
		func() (*hwlive.Notification, error) {
			return hwlive.VerifyNotification(json.RawMessage(*s.Notification), key, accept, tolerance, s.NowUnix)
		},
	} {
		got, err := verify()
		if err != nil {
			err = s.failure(err)
		} else if s.Error != nil {
			err = errors.New("no error")
		} else {
			err = s.expect(got)
		}
		if err != nil {
			return err
		}
	}
	if s.Error != nil {
		return nil
	}
	parsed, err := hwlive.ParseNotification(*s.Notification)
	if err != nil {
		return err
	}
	if strings.Contains(fmt.Sprintf("%+v %#v", parsed, *parsed), *parsed.AuthSign) {
		return errors.New("the signature is shown")
	}
	return parsed.Verify(key, accept, tolerance, s.NowUnix)
}

func (s step) refused() error {
	for _, one := range s.Refused {
		if !sayable(one.Settings) {
			continue
		}
		_, err := hwlive.NewClient(options(one.Settings, true)...)
		var failure *hwlive.Error
		if !errors.As(err, &failure) || failure.Kind.String() != one.Kind || !strings.Contains(failure.Message, one.Says) {
			return fmt.Errorf("%v: %v", one, err)
		}
	}
	return nil
}

func (s step) log() error {
	var lock sync.Mutex
	events := map[hwlive.LogLevel]string{}
	client, err := hwlive.NewClient(append(s.options(), hwlive.WithLog(hwlive.LogLevel(s.Log), func(level hwlive.LogLevel, message string) {
		lock.Lock()
		defer lock.Unlock()
		events[level] += message + "\n"
	}))...)
	if err != nil {
		return err
	}
	defer client.Close()
	if err := s.calls(client); err != nil {
		return err
	}
	if !strings.Contains(events[hwlive.LogLevel(s.Log)], s.Says) {
		return fmt.Errorf("%v", events)
	}
	return nil
}

// A context ends a call, and nothing of it goes on.
func interrupted() error {
	client, err := hwlive.NewClient(hwlive.WithEnvironment())
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	before := runtime.NumGoroutine()
	_, err = client.ShowRecordCallback(ctx, "late")
	if !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, hwlive.ErrCancelled) {
		return fmt.Errorf("not the context's error: %v", err)
	}
	if after := runtime.NumGoroutine(); after > before {
		return fmt.Errorf("%d goroutines became %d", before, after)
	}
	_, err = client.ShowRecordCallback(context.Background(), "bare")
	client.Close()
	return err
}

// What C would cut off is refused.
func outOfRange() error {
	for _, timeout := range []time.Duration{-1, (1<<32 + 1) * time.Millisecond} {
		if _, err := hwlive.NewClient(hwlive.WithTimeout(timeout)); !errors.Is(err, hwlive.ErrInvalidArgument) {
			return fmt.Errorf("%v was taken", timeout)
		}
	}
	for _, duration := range []time.Duration{-time.Hour, time.Second / 2, (1<<32 + 900) * time.Second} {
		for _, option := range []hwlive.Option{
			hwlive.WithOIDCSession(hwlive.AgencySession{Duration: duration}),
			hwlive.WithAgencySession(hwlive.AgencySession{Duration: duration}),
		} {
			if _, err := hwlive.NewClient(option); !errors.Is(err, hwlive.ErrInvalidArgument) || !strings.Contains(err.Error(), "duration") {
				return fmt.Errorf("a session of %v was taken: %v", duration, err)
			}
		}
	}
	client, err := hwlive.NewClient(hwlive.WithEnvironment())
	if err != nil {
		return err
	}
	defer client.Close()
	for _, option := range []hwlive.CallOption{
		hwlive.CallTimeout(-1), hwlive.CallTimeout((1<<32 + 1) * time.Millisecond), hwlive.CallHeader("traceparent", "a\x00b"),
	} {
		if _, err := client.ShowRecordCallback(context.Background(), "bare", option); !errors.Is(err, hwlive.ErrInvalidArgument) {
			return fmt.Errorf("an option was taken: %v", err)
		}
	}
	return nil
}

func (s step) run() error {
	switch {
	case s.Notification != nil:
		return s.notification()
	case s.Refused != nil:
		return s.refused()
	case s.Log != 0:
		return s.log()
	case s.Cancelled:
		return s.cancelled()
	case s.Version != "":
		if version := hwlive.Version(); !strings.HasPrefix(version, s.Version) {
			return errors.New(version)
		}
		return nil
	}
	client, err := hwlive.NewClient(s.options()...)
	if err != nil {
		return s.failure(err)
	}
	defer client.Close()
	if s.Closed {
		client.Close()
	}
	if s.Shutdown {
		client.Shutdown()
	}
	if s.List != nil {
		return s.list(client)
	}
	if s.GrowthKib > 0 {
		if err := s.work(client); err != nil {
			return err
		}
	}
	before := residentKib()
	results := make(chan error)
	for n := 0; n < s.Threads; n++ {
		go func() { results <- s.work(client) }()
	}
	for n := 0; n < s.Threads; n++ {
		if failure := <-results; failure != nil {
			err = failure
		}
	}
	// What is dropped is freed by another goroutine.
	for tries := 0; s.GrowthKib > 0 && residentKib()-before > s.GrowthKib; tries++ {
		if tries > 200 {
			return fmt.Errorf("grew by %d KiB", residentKib()-before)
		}
		time.Sleep(50 * time.Millisecond)
	}
	if s.Replaced && err == nil {
		if err = client.ReplaceCredentials(hwlive.WithEnvironment()); err == nil {
			_, err = client.ShowRecordCallback(context.Background(), s.IDs[0])
		}
	}
	return err
}

func main() {
	text, err := os.ReadFile(os.Args[1])
	if err == nil {
		err = json.Unmarshal(text, &scenario)
	}
	if err != nil {
		panic(err)
	}
	failed := false
	for _, step := range scenario.Steps {
		if step.Times == 0 {
			step.Times = 1
		}
		if step.Threads == 0 {
			step.Threads = 1
		}
		if step.Forks > 0 {
			fmt.Printf("--   %s: Go does not fork\n", step.Name)
		} else if err := step.run(); err != nil {
			failed = true
			fmt.Printf("FAIL %s: %v\n", step.Name, err)
		} else {
			fmt.Printf("ok   %s\n", step.Name)
		}
	}
	for name, action := range map[string]func() error{"a context": interrupted, "what C would cut off": outOfRange} {
		if err := action(); err != nil {
			failed = true
			fmt.Printf("FAIL %s: %v\n", name, err)
		} else {
			fmt.Printf("ok   %s\n", name)
		}
	}
	if failed {
		os.Exit(1)
	}
}
