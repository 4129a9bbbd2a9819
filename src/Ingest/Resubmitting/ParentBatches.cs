using System.Globalization;
using System.Net;
using System.Text.Json;
using Amazon.S3;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Datasets;
using RetailBus.Platform.Storage;

namespace RetailBus.Ingest.Resubmitting;

/// <summary>Finds the batch whose rows are corrected, by the newest manifest that stands of it.</summary>
internal sealed class ParentBatches(IAmazonS3 s3, IOptions<ZoneOptions> zones, DatasetCatalog datasets)
{
    /// <param name="batchId">The batch.</param>
    /// <param name="dataset">Null when not known; then each is looked in.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="ResubmitRefusedException">There is no such batch, or none that has quarantined rows.</exception>
    public async Task<BatchManifest> GetAsync(Guid batchId, string? dataset, CancellationToken cancellationToken)
    {
        foreach (var name in datasets.Names.Where(name => dataset is null || name == dataset))
        {
            if (await FindAsync(name, batchId, cancellationToken) is not { } manifest)
                continue;
            return manifest.Rows.Quarantined > 0
                ? manifest
                : throw new ResubmitRefusedException(
                    StatusCodes.Status409Conflict,
                    $"Batch {batchId:D} has no quarantined rows to correct. Land other rows as a file of their own.");
        }

        throw new ResubmitRefusedException(
            StatusCodes.Status404NotFound,
            $"Batch {batchId:D}{(dataset is null ? "" : $" of {dataset}")} was not transformed yet, or there is none. "
            + "GET /api/quarantine lists the batches that have quarantined rows.");
    }

    private async Task<BatchManifest?> FindAsync(string dataset, Guid batchId, CancellationToken cancellationToken)
    {
        var prefix = ZoneKeys.BatchFolder(dataset, batchId) + "manifest-";
        var newest = await s3.ObjectsAsync(zones.Value.Processed, prefix, cancellationToken)
            .MaxByAsync(found => Attempt(found.Key[prefix.Length..]), cancellationToken: cancellationToken);
        if (newest is null)
            return null;
        try
        {
            using var response = await s3.GetObjectAsync(zones.Value.Processed, newest.Key, cancellationToken);
            return await JsonSerializer.DeserializeAsync<BatchManifest>(response.ResponseStream, BatchManifest.Json, cancellationToken);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null; // removed since it was listed
        }
    }

    private static int Attempt(string name) =>
        int.TryParse(Path.GetFileNameWithoutExtension(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
