using System.Xml.Linq;
using RetailBus.LocalCloud.S3.Engine;

namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>Access control lists as every bucket has them whose ownership is enforced: the owner's full control and nothing else.</summary>
internal sealed class AclOperations(Buckets buckets, Objects objects, LocalCloudOptions options)
{
    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    public IReadOnlyList<S3Operation> Table =>
    [
        new("GetBucketAcl", "GET", S3Scope.Bucket, OfBucketAsync) { Subresource = "acl" },
        new("GetObjectAcl", "GET", S3Scope.Object, OfObjectAsync) { Subresource = "acl", Parameters = ["versionId"] },
    ];

    private Task OfBucketAsync(S3Call call)
    {
        buckets.Get(call.Bucket);
        return WriteAsync(call);
    }

    private Task OfObjectAsync(S3Call call)
    {
        call.TellVersion(objects.Get(call.Bucket, call.Key, call.Query("versionId")));
        return WriteAsync(call);
    }

    private Task WriteAsync(S3Call call) => call.WriteXmlAsync(new XElement(
        "AccessControlPolicy",
        new XElement("Owner", Owner()),
        new XElement("AccessControlList", new XElement(
            "Grant",
            new XElement(
                "Grantee",
                new XAttribute(XNamespace.Xmlns + "xsi", Instance),
                new XAttribute(Instance + "type", "CanonicalUser"),
                Owner()),
            new XElement("Permission", "FULL_CONTROL")))));

    private XElement[] Owner() => [new("ID", options.AccountId), new("DisplayName", "local-cloud")];
}
