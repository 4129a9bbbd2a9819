using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace RetailBus.Platform.Telemetry.Tracing;

/// <summary>Posts spans to the orchestrator's service.</summary>
internal sealed class HttpRunSpanSink(IHttpClientFactory clients, IConfiguration configuration) : IRunSpanSink
{
    /// <summary>Of the HTTP client.</summary>
    public const string Client = "run-spans";

    /// <summary>As every service finds the others.</summary>
    public const string AddressKey = "Services:Orchestrator";

    public async Task<SpanReceipt> TakeAsync(SpanReport report, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(Client);
        var address = new Uri(new Uri(configuration[AddressKey]!), SpanReport.Path);
        using var response = await http.PostAsJsonAsync(address, report, JsonSerializerOptions.Web, cancellationToken);
        if ((int)response.StatusCode is >= 400 and < 500 && response.StatusCode is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests))
            throw new SpanReportRefusedException(response.StatusCode);

        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<SpanReceipt>(JsonSerializerOptions.Web, cancellationToken)
            ?? throw new HttpRequestException("The orchestrator answered nothing.");
    }
}
