using Amazon.S3;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;
using RetailBus.Platform.Storage;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Hosting;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.Locating;

/// <summary>Landed objects read anew, for questions about their lines.</summary>
internal sealed class LandedFiles(IAmazonS3 s3, IOptions<TransformOptions> options)
{
    private readonly FileStager _stager = new(StagingLimits.Of(options.Value));

    /// <exception cref="BatchRejectedException">That version is gone, or can't be read.</exception>
    public async Task<StagedFile> StageAsync(LandedObject landed, DatasetContract contract, string path,
        CancellationToken cancellationToken)
    {
        using var response = await s3.OpenAsync(landed, cancellationToken);
        var staged = await _stager.StageAsync(response.ResponseStream, contract, path, cancellationToken);
        return staged.LandedBytes == response.ContentLength
            ? staged
            : throw new IOException($"The object ended after {staged.LandedBytes} of {response.ContentLength} bytes.");
    }

    /// <summary>How the file lays its columns out, by its beginning alone.</summary>
    /// <exception cref="BatchRejectedException">That version is gone, or can't be read.</exception>
    public async Task<FileLayout> LayoutAsync(LandedObject landed, DatasetContract contract, CancellationToken cancellationToken)
    {
        using var response = await s3.OpenAsync(landed, cancellationToken);
        using var bytes = new FingerprintStream(response.ResponseStream);
        await using var text = await TextDecoding.OpenAsync(bytes, cancellationToken);
        using var reader = new RecordReader(text);
        return await FileStager.LayoutAsync(reader, contract, cancellationToken);
    }
}
