using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace RetailBus.Orchestrator.Services;

/// <summary>What the transform's service tells of the datasets.</summary>
internal sealed class TransformClient(HttpClient http, ServiceLocator locator, IOptions<ServiceAddresses> addresses)
{
    /// <summary>Days by number or by name.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <exception cref="HttpRequestException">The service does not answer as it should.</exception>
    public async Task<IReadOnlyList<DatasetAgreement>> DatasetsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await http.GetFromJsonAsync<List<DatasetAgreement>>(
                locator.Page(addresses.Value.Transform, "api/datasets"), Json, cancellationToken)
                ?? throw new HttpRequestException("The transform's service answered nothing.");
        }
        catch (JsonException e)
        {
            throw new HttpRequestException("What answers at the transform's address is not the transform's service.", e);
        }
    }
}
