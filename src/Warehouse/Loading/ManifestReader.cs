using System.Text.Json;
using Amazon.S3;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Platform.Failures;
using RetailBus.Platform.Storage;

namespace RetailBus.Warehouse.Loading;

/// <summary>Reads the manifest that a command names, and believes it only when it agrees with the command and with itself.</summary>
public sealed class ManifestReader(IAmazonS3 s3)
{
    /// <exception cref="BatchRejectedException">Gone, changed, not a manifest, another batch's, or contradicting itself.</exception>
    public async Task<BatchManifest> ReadAsync(LoadBatch command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        using var response = await s3.OpenAsync(command.Manifest, cancellationToken);
        BatchManifest? manifest;
        try
        {
            manifest = await JsonSerializer.DeserializeAsync<BatchManifest>(response.ResponseStream, BatchManifest.Json, cancellationToken);
        }
        catch (JsonException e)
        {
            throw Rejected(command, "is not a manifest's JSON", e);
        }

        return manifest switch
        {
            null => throw Rejected(command, "is empty"),
            { FormatVersion: not 1 } => throw Rejected(command, $"has format version {manifest.FormatVersion}; this program reads 1"),
            _ when manifest.BatchId != command.BatchId => throw Rejected(command, $"is batch {manifest.BatchId}'s, not {command.BatchId}'s"),
            _ when manifest.Dataset != command.Dataset =>
                throw Rejected(command, $"is of dataset {manifest.Dataset}, not {command.Dataset}"),
            _ when manifest.Files.Sum(file => file.Rows) != manifest.Rows.Accepted => throw Rejected(
                command,
                $"accepts {manifest.Rows.Accepted} rows and names files of {manifest.Files.Sum(file => file.Rows)}",
                code: FailureCodes.OutputChanged),
            _ => manifest,
        };
    }

    private static BatchRejectedException Rejected(
        LoadBatch command, string what, Exception? innerException = null, string code = FailureCodes.ManifestMismatch) => new(
        code,
        $"The manifest {command.Manifest.Key} {what}. Replay the run to transform the file again.",
        innerException);
}
