using System.Net.Sockets;

namespace RetailBus.Cli.Doctor;

/// <summary>The receiver of traces, metrics and logs.</summary>
internal sealed class TelemetryExamination(IConfiguration configuration) : IExamination
{
    private const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public string Area => "Telemetry";

    public async Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellationToken)
    {
        var endpoint = configuration[Variable];
        if (string.IsNullOrWhiteSpace(endpoint))
            return [Diagnosis.Good("OTLP", $"not exported; {Variable} would name a receiver, e.g. Jaeger's http://127.0.0.1:4317")];
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            return [Diagnosis.Bad(Variable, $"'{endpoint}' is no http address", "Nothing is exported.", "Give e.g. http://127.0.0.1:4317")];

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(url.Host, url.Port, patience.Token);
            return [Diagnosis.Good(endpoint, "takes connections")];
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return [Diagnosis.Note(endpoint, "nothing answers there", "Runs go on; traces and metrics are lost.", $"Start the receiver, or unset {Variable}.")];
        }
    }
}
