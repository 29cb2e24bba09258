import hwlive.Call
import hwlive.Client
import hwlive.Config
import hwlive.Event
import hwlive.HwliveException
import hwlive.RecordCallback
import java.time.Duration
import kotlin.system.exitProcess

fun show(client: Client, id: String): RecordCallback =
    Call().timeout(Duration.ofSeconds(5)).header("traceparent", "00").use { call -> client.showRecordCallback(id, call) }

fun main(arguments: Array<String>) {
    try {
        Config().loadEnvironment().log(hwlive.LogLevel.ERROR) { _, message -> System.err.println(message) }.use { config ->
            Client(config).use { client ->
                val callback = show(client, arguments[0])
                check(Event.RECORD_FILE_COMPLETE in callback.events())
                check(client.listRecordCallbacks(null, null).callbacks().any { it.id() == callback.id() })
                println("${callback.id()} -> ${callback.notifyCallbackUrl() ?: "(none)"}")
            }
        }
    } catch (failure: HwliveException.NotFound) {
        System.err.println("${failure.message} [${failure.kind().name.lowercase()}, ${failure.status()}, ${failure.serviceCode()}]")
        exitProcess(1)
    }
}
