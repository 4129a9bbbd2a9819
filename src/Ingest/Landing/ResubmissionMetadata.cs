using System.Globalization;
using Amazon.S3.Model;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Names;

namespace RetailBus.Ingest.Landing;

/// <summary>A resubmission in the object's user metadata.</summary>
internal static class ResubmissionMetadata
{
    public static void Write(MetadataCollection metadata, Resubmission resubmission)
    {
        metadata.Add(ObjectMetadata.Parent, resubmission.ParentBatchId.ToString("D"));
        metadata.Add(ObjectMetadata.Root, resubmission.RootBatchId.ToString("D"));
        metadata.Add(ObjectMetadata.RootAttempt, resubmission.RootAttempt.ToString(CultureInfo.InvariantCulture));
        metadata.Add(ObjectMetadata.Resubmission, resubmission.Number.ToString(CultureInfo.InvariantCulture));
        metadata.Add(ObjectMetadata.Actor, Uri.EscapeDataString(resubmission.Actor));
        metadata.Add(ObjectMetadata.Reason, Uri.EscapeDataString(resubmission.Reason));
    }

    /// <summary>
    /// Null where the object corrects nothing. What anybody may have written, or a tool copied, is taken only when it is whole and the
    /// object stands where that resubmission stands.
    /// </summary>
    public static Resubmission? Read(MetadataCollection metadata, string key) =>
        Guid.TryParseExact(metadata[ObjectMetadata.Parent], "D", out var parent)
        && Guid.TryParseExact(metadata[ObjectMetadata.Root], "D", out var root)
        && Number(metadata[ObjectMetadata.RootAttempt]) is { } attempt
        && Number(metadata[ObjectMetadata.Resubmission]) is { } number and <= Resubmission.Most
        && key == ZoneKeys.Resubmission(ZoneKeys.DatasetOf(key), root, number)
            ? new Resubmission
            {
                ParentBatchId = parent,
                RootBatchId = root,
                RootAttempt = attempt,
                Number = number,
                Actor = Uri.UnescapeDataString(metadata[ObjectMetadata.Actor] ?? ""),
                Reason = Uri.UnescapeDataString(metadata[ObjectMetadata.Reason] ?? ""),
            }
            : null;

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
