using System.Xml.Linq;
using RetailBus.LocalCloud.S3.Engine;

namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>Buckets, their versioning, location and notifications.</summary>
internal sealed class BucketOperations(Buckets buckets, LocalCloudOptions options)
{
    public IReadOnlyList<S3Operation> Table =>
    [
        new("ListBuckets", "GET", S3Scope.Service, ListAsync) { Parameters = ["prefix", "max-buckets"] },
        new("CreateBucket", "PUT", S3Scope.Bucket, CreateAsync),
        new("HeadBucket", "HEAD", S3Scope.Bucket, HeadAsync),
        new("DeleteBucket", "DELETE", S3Scope.Bucket, DeleteAsync),
        new("GetBucketLocation", "GET", S3Scope.Bucket, LocationAsync) { Subresource = "location" },
        new("GetBucketVersioning", "GET", S3Scope.Bucket, GetVersioningAsync) { Subresource = "versioning" },
        new("PutBucketVersioning", "PUT", S3Scope.Bucket, PutVersioningAsync) { Subresource = "versioning" },
        new("GetBucketNotificationConfiguration", "GET", S3Scope.Bucket, GetNotificationAsync) { Subresource = "notification" },
        new("PutBucketNotificationConfiguration", "PUT", S3Scope.Bucket, PutNotificationAsync) { Subresource = "notification" },
    ];

    private Task ListAsync(S3Call call)
    {
        var prefix = call.Query("prefix") ?? "";
        var all = buckets.All().Where(bucket => bucket.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Take(call.Number("max-buckets", int.MaxValue, 1, 10_000));
        return call.WriteXmlAsync(new XElement(
            "ListAllMyBucketsResult",
            new XElement("Owner", new XElement("ID", options.AccountId), new XElement("DisplayName", "local-cloud")),
            new XElement("Buckets", all.Select(bucket => new XElement(
                "Bucket", new XElement("Name", bucket.Name), new XElement("CreationDate", S3Call.Timestamp(bucket.Created)))))));
    }

    private async Task CreateAsync(S3Call call)
    {
        if (call.Request.ContentLength is not 0 and not null)
        {
            var location = (await call.ReadXmlAsync()).Text("LocationConstraint");
            if (location is not null && location != options.Region)
                throw new S3Exception(400, "InvalidLocationConstraint", $"The local cloud's region is {options.Region}, not {location}.");
        }

        await buckets.CreateAsync(call.Bucket);
        call.Response.Headers.Location = $"/{call.Bucket}";
    }

    private Task HeadAsync(S3Call call)
    {
        buckets.Get(call.Bucket);
        call.Response.Headers["x-amz-bucket-region"] = options.Region;
        return Task.CompletedTask;
    }

    private async Task DeleteAsync(S3Call call)
    {
        await buckets.DeleteAsync(call.Bucket);
        call.NoContent();
    }

    private Task LocationAsync(S3Call call)
    {
        buckets.Get(call.Bucket);
        return call.WriteXmlAsync(new XElement("LocationConstraint", options.Region == "us-east-1" ? "" : options.Region));
    }

    private Task GetVersioningAsync(S3Call call)
    {
        var status = buckets.Get(call.Bucket).Versioning;
        return call.WriteXmlAsync(new XElement("VersioningConfiguration", status is null ? null : new XElement("Status", status)));
    }

    private async Task PutVersioningAsync(S3Call call)
    {
        var document = await call.ReadXmlAsync();
        if (document.Text("MfaDelete") == "Enabled")
            throw S3Errors.NotImplemented("MfaDelete");
        var status = document.Text("Status");
        if (status is not ("Enabled" or "Suspended"))
            throw S3Errors.MalformedXml("Status must be Enabled or Suspended.");
        await buckets.SetVersioningAsync(call.Bucket, status);
    }

    private Task GetNotificationAsync(S3Call call) => call.WriteXmlAsync(NotificationXml.Write(buckets.Get(call.Bucket).Notifications));

    private async Task PutNotificationAsync(S3Call call) =>
        await buckets.SetNotificationsAsync(call.Bucket, NotificationXml.Read(await call.ReadXmlAsync()));
}
