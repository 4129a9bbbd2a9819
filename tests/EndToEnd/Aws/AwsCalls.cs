using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace RetailBus.EndToEnd.Aws;

/// <summary>
/// What each service asks of AWS, as IAM calls it. The services of a test have access keys of their own, which say whose a request is.
/// </summary>
internal sealed partial class AwsCalls : IRuntimePipelineCustomizer, IDisposable
{
    private readonly HashSet<string> _services;

    /// <summary>S3's operations whose permission has another name, and batches of SNS and SQS, which have that of the single one.</summary>
    private static readonly Dictionary<string, string[]> Permissions = new()
    {
        ["s3:InitiateMultipartUpload"] = ["s3:PutObject"],
        ["s3:UploadPart"] = ["s3:PutObject"],
        ["s3:CompleteMultipartUpload"] = ["s3:PutObject"],
        ["s3:ListParts"] = ["s3:ListMultipartUploadParts"],
        ["s3:ListMultipartUploads"] = ["s3:ListBucketMultipartUploads"],
        ["s3:ListObjectsV2"] = ["s3:ListBucket"],
        ["s3:ListVersions"] = ["s3:ListBucketVersions"],
        ["s3:GetObjectMetadata"] = ["s3:GetObject"],
        ["s3:DeleteObjects"] = ["s3:DeleteObject"],
        ["sqs:SendMessageBatch"] = ["sqs:SendMessage"],
        ["sqs:DeleteMessageBatch"] = ["sqs:DeleteMessage"],
        ["sqs:ChangeMessageVisibilityBatch"] = ["sqs:ChangeMessageVisibility"],
        ["sns:PublishBatch"] = ["sns:Publish"],
    };

    private readonly ConcurrentDictionary<(string Service, string Action, string Resource), bool> _made = new();

    /// <param name="services">Access keys of those that are listened to; the clients of other tests in this process are let be.</param>
    public AwsCalls(params string[] services)
    {
        _services = services.ToHashSet();
        RuntimePipelineCustomizerRegistry.Instance.Register(this);
    }

    public string UniqueName { get; } = $"calls-{Guid.NewGuid():N}";

    /// <summary>Service, IAM action and ARN of what it was used on.</summary>
    public IEnumerable<(string Service, string Action, string Resource)> Made => _made.Keys;

    /// <summary>Behind the signer, where the request tells who signed it.</summary>
    public void Customize(Type type, RuntimePipeline pipeline) => pipeline.AddHandlerAfter<Signer>(new Listener(this));

    public void Dispose() => RuntimePipelineCustomizerRegistry.Instance.Deregister(this);

    private void Note(IRequestContext context)
    {
        var request = context.Request;
        if (Signer().Match(request.Headers.TryGetValue("Authorization", out var signed) ? signed : "") is not { Success: true } scope
            || !_services.Contains(scope.Groups["key"].Value))
            return;
        var (service, kind) = (scope.Groups["key"].Value, scope.Groups["kind"].Value);
        var operation = kind switch
        {
            "sns" => request.Parameters["Action"],
            "firehose" => request.Headers["X-Amz-Target"].Split('.')[1],
            _ => Named(request.OriginalRequest.GetType().Name),
        };
        foreach (var action in Permissions.GetValueOrDefault($"{kind}:{operation}", [$"{kind}:{operation}"]))
        {
            foreach (var (name, resource) in Resources(kind, action, request))
                _made.TryAdd((service, name, resource), true);
        }
    }

    private static IEnumerable<(string Action, string Resource)> Resources(string kind, string action, IRequest request)
    {
        switch (kind)
        {
            case "sns":
                yield return (action, request.Parameters["TopicArn"]);
                break;
            case "firehose":
                using (var body = JsonDocument.Parse(request.Content))
                    yield return (action,
                        Arn("firehose", $"deliverystream/{body.RootElement.GetProperty("DeliveryStreamName").GetString()}"));
                break;
            case "sqs":
                yield return (action, Arn("sqs", (Of(request, "QueueName") ?? Of(request, "QueueUrl")!).Split('/')[^1]));
                break;
            case "s3":
                foreach (var found in Objects(action, request.OriginalRequest))
                    yield return found;
                break;
        }
    }

    /// <summary>A version that is named is another permission than the object.</summary>
    private static IEnumerable<(string Action, string Resource)> Objects(string action, AmazonWebServiceRequest request)
    {
        var bucket = $"arn:aws:s3:::{Of(request, "BucketName")}";
        if (request is Amazon.S3.Model.DeleteObjectsRequest several)
        {
            foreach (var one in several.Objects)
                yield return (one.VersionId is null ? action : "s3:DeleteObjectVersion", $"{bucket}/{one.Key}");
        }
        else if (action is "s3:GetObject" or "s3:DeleteObject" && Of(request, "VersionId") is not null)
        {
            yield return ($"{action}Version", $"{bucket}/{Of(request, "Key")}");
        }
        else
        {
            yield return (action, Of(request, "Key") is { } key ? $"{bucket}/{key}" : bucket);
        }
    }

    private static string? Of(IRequest request, string property) => Of(request.OriginalRequest, property);

    private static string? Of(object request, string property) => request.GetType().GetProperty(property)?.GetValue(request) as string;

    private static string Arn(string service, string resource) => $"arn:aws:{service}:{AwsStacks.Region}:000000000000:{resource}";

    private static string Named(string type) => type[..^"Request".Length];

    [GeneratedRegex("Credential=(?<key>[a-z]+)/[0-9]+/[a-z0-9-]+/(?<kind>[a-z0-9]+)/aws4_request")]
    private static partial Regex Signer();

    private sealed class Listener(AwsCalls calls) : PipelineHandler
    {
        public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
        {
            calls.Note(executionContext.RequestContext);
            return await base.InvokeAsync<T>(executionContext);
        }
    }
}
