using System.Globalization;

namespace RetailBus.Cli.Client;

/// <summary>Expected deliveries.</summary>
internal sealed partial class RetailBusClient
{
    /// <param name="dataset">Null for all.</param>
    /// <param name="date">Null for today in each contract's zone.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<StoreDelivery>> DeliveriesAsync(string? dataset, DateOnly? date, CancellationToken cancellationToken)
    {
        var asked = new List<string>();
        if (dataset is not null)
            asked.Add($"dataset={Uri.EscapeDataString(dataset)}");
        if (date is { } day)
            asked.Add($"date={day.ToString("O", CultureInfo.InvariantCulture)}");
        using var response = await _http.GetAsync($"api/deliveries?{string.Join('&', asked)}", cancellationToken);
        return await ReadAsync<List<StoreDelivery>>(response, cancellationToken);
    }
}
