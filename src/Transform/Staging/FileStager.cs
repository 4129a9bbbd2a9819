using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Staging;

/// <summary>
/// Brings a landed file to this machine in one pass: fingerprint, unpacking, decoding and the independent count on the way.
/// </summary>
internal sealed class FileStager(StagingLimits limits)
{
    static FileStager() => StrictGzip.Require();

    /// <param name="landed">The object's bytes.</param>
    /// <param name="contract">Of the file's dataset.</param>
    /// <param name="path">Where the staged file goes.</param>
    /// <param name="cancellationToken">Stops the staging.</param>
    /// <exception cref="BatchRejectedException">The file is empty, no text, damaged, too big, or lacks a column.</exception>
    public async Task<StagedFile> StageAsync(Stream landed, DatasetContract contract, string path, CancellationToken cancellationToken)
    {
        using var fingerprint = new FingerprintStream(landed);
        try
        {
            await using var text = await TextDecoding.OpenAsync(fingerprint, cancellationToken);
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0, useAsync: true);
            await using var staging = new StagingStream(text, file, fingerprint, limits);
            using var reader = new RecordReader(staging);
            var layout = await LayoutAsync(reader, contract, cancellationToken);
            var numbered = layout.Format == FileFormat.JsonLines ? path + ".numbered" : null;
            var census = numbered is null
                ? await CountAsync(reader, layout.Columns.Count, cancellationToken)
                : await RewriteAsync(reader, layout, contract, numbered, cancellationToken);
            return new StagedFile
            {
                Path = path,
                Numbered = numbered,
                Fingerprint = await fingerprint.FinishAsync(cancellationToken),
                LandedBytes = fingerprint.Bytes,
                Bytes = staging.Bytes,
                Layout = layout,
                Census = census,
            };
        }
        catch (InvalidDataException e)
        {
            throw new BatchRejectedException(
                FailureCodes.Unreadable,
                "The file is damaged: it can't be unpacked (gzip). Make it again and land it again.",
                e);
        }
    }

    internal static async Task<FileLayout> LayoutAsync(RecordReader reader, DatasetContract contract, CancellationToken cancellationToken)
    {
        while (reader.Ahead.TrimStart("\r\n"u8).Length < StagingLimits.RecordBytes)
        {
            if (reader.IsFull)
            {
                throw new BatchRejectedException(
                    FailureCodes.Unreadable, "The file begins with more than a million empty lines. Remove them and land the file again.");
            }

            if (!await reader.FillAsync(cancellationToken))
                break;
        }

        if (reader.Ahead.TrimStart("\r\n"u8).IsEmpty)
            throw new BatchRejectedException(FailureCodes.EmptyFile, "The file is empty: it has no line at all. Land the file again with its rows.");

        var layout = LayoutResolver.Resolve(reader.Ahead, contract);
        reader.Dialect = layout.Format == FileFormat.JsonLines ? RecordDialect.Lines(layout.Dialect.Newline) : layout.Dialect;
        return layout;
    }

    private static async Task<FileCensus> RewriteAsync(
        RecordReader reader, FileLayout layout, DatasetContract contract, string path, CancellationToken cancellationToken)
    {
        using var lines = new JsonLines(layout);
        await using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0, useAsync: true);
        var census = await lines.RewriteAsync(reader, target, long.MaxValue, cancellationToken);
        var missing = lines.Unseen.Where(column => column.Required).ToList();
        return missing.Count == 0 ? census : throw HeaderNames.MissingMembers(contract, missing, lines.FirstNames);
    }

    private static async Task<FileCensus> CountAsync(RecordReader reader, int columns, CancellationToken cancellationToken)
    {
        var (records, ragged, flaws) = (0L, 0L, RecordFlaws.None);
        do
        {
            if (reader.TryReadBlock(out var block))
            {
                records += block.Records;
                flaws |= block.IsPadded ? RecordFlaws.Padded : RecordFlaws.None;
                ragged += block.Delimiters == block.Records * (columns - 1) ? 0 : 1;
            }

            while (reader.TryRead(out var record))
            {
                records++;
                flaws |= record.Flaws;
                if (record.Fields != columns)
                    ragged++;
            }
        }
        while (await reader.FillAsync(cancellationToken));

        return new FileCensus(records, ragged, flaws, reader.LineEnds);
    }
}
