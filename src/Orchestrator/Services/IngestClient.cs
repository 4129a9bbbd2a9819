using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace RetailBus.Orchestrator.Services;

/// <summary>Has an object of the raw zone announced again, through the land service's one way.</summary>
internal sealed class IngestClient(HttpClient http, ServiceLocator locator, IOptions<ServiceAddresses> addresses)
{
    /// <returns>Null when it was announced; else why the service refused.</returns>
    /// <exception cref="HttpRequestException">The service does not answer as it should.</exception>
    public async Task<string?> PublishAsync(string bucket, string key, string? versionId, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync(
            locator.Page(addresses.Value.Ingest, "api/publish"), new { bucket, key, versionId }, cancellationToken);
        if (response.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.BadRequest))
        {
            response.EnsureSuccessStatusCode();
            return null;
        }

        try
        {
            var problem = await response.Content.ReadFromJsonAsync<Refusal>(JsonSerializerOptions.Web, cancellationToken);
            if (problem?.Detail is { } detail)
                return detail;
        }
        catch (JsonException e)
        {
            throw new HttpRequestException("What answers at the land service's address is not the land service.", e);
        }

        throw new HttpRequestException("What answers at the land service's address is not the land service.");
    }

    private sealed record Refusal(string? Detail);
}
