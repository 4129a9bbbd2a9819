using System.Globalization;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using RetailBus.LocalCloud.S3.Engine;
using RetailBus.LocalCloud.S3.Protocol.Body;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>What the headers of a multipart upload say about its checksum.</summary>
internal static class UploadHeaders
{
    /// <exception cref="S3Exception">InvalidRequest: algorithm and type do not go together.</exception>
    public static UploadChecksum? Checksum(IHeaderDictionary headers)
    {
        var name = headers["x-amz-checksum-algorithm"].ToString();
        var type = headers[Store.Checksum.TypeHeader].ToString();
        if (name.Length == 0)
        {
            return type.Length == 0 ? null : throw S3Errors.InvalidRequest(
                $"The {Store.Checksum.TypeHeader} header can only be used with the x-amz-checksum-algorithm header.");
        }

        var algorithm = PayloadReader.ParseAlgorithm(name);
        var isOfWhole = type switch
        {
            "" => algorithm == ChecksumAlgorithm.CRC64NVME,
            Store.Checksum.FullObject => true,
            Store.Checksum.Composite => false,
            _ => throw S3Errors.InvalidRequest($"Value for {Store.Checksum.TypeHeader} header is invalid: {type}"),
        };
        var canBe = isOfWhole
            ? algorithm is not (ChecksumAlgorithm.SHA1 or ChecksumAlgorithm.SHA256)
            : algorithm != ChecksumAlgorithm.CRC64NVME;
        return canBe
            ? new UploadChecksum(algorithm, isOfWhole)
            : throw S3Errors.InvalidRequest($"The {type} checksum type cannot be used with the {algorithm} checksum algorithm.");
    }

    /// <exception cref="S3Exception">InvalidArgument, NotImplemented.</exception>
    public static CompletionClaims Claims(S3Call call)
    {
        var checksum = Enum.GetValues<ChecksumAlgorithm>()
            .Select(algorithm => call.Header(Store.Checksum.HeaderNameOf(algorithm)) is { } value ? new Checksum(algorithm, value) : null)
            .FirstOrDefault(found => found is not null);
        return new CompletionClaims(ObjectOperations.Conditions(call), checksum, call.Header(Store.Checksum.TypeHeader), Size(call));
    }

    public static IEnumerable<XElement> Describe(Upload upload) => upload.Headers.Upload is { } checksum
        ? [new XElement("ChecksumAlgorithm", checksum.Algorithm.ToString()), new XElement("ChecksumType", checksum.Type)]
        : [];

    private static long? Size(S3Call call)
    {
        if (call.Header("x-amz-mp-object-size") is not { } text)
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? size
            : throw S3Errors.InvalidArgument($"x-amz-mp-object-size is not a number: {text}");
    }
}
