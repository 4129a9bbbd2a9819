using System.Diagnostics;

namespace RetailBus.Platform.Telemetry.Tracing;

/// <summary>Which spans are worth keeping with a run: its steps and messages, and the requests that changed something.</summary>
internal static class RunSpanChoice
{
    private const string Method = "http.request.method";
    private const string RpcSystem = "rpc.system";

    /// <summary>What the AWS SDK itself asks over HTTP is told by the steps, and would bury them.</summary>
    public const string AwsApi = "aws-api";

    public static bool IsKept(Activity span) => span.Source.Name switch
    {
        RetailBusTelemetry.Name or TelemetryRegistration.MassTransit => true,
        _ => span.GetTagItem(Method) is not ("GET" or "HEAD") && span.GetTagItem(RpcSystem) is not AwsApi,
    };

    public static bool IsAws(HttpRequestMessage request) => request.Headers.Contains("amz-sdk-invocation-id");

    /// <summary>For the enrichment of HTTP requests: those that the AWS SDK makes.</summary>
    public static void Mark(Activity span, HttpRequestMessage request)
    {
        if (IsAws(request))
            span.SetTag(RpcSystem, AwsApi);
    }
}
