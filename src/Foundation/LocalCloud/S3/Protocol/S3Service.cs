using System.Globalization;
using System.Xml;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RetailBus.LocalCloud.Hosting;
using RetailBus.LocalCloud.Metering;

namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>S3's REST protocol, path style: finds the operation, runs it, and turns its failure into S3's error document.</summary>
internal sealed class S3Service : IAwsService
{
    private static readonly string[] SigningParameters = ["x-id", "AWSAccessKeyId", "Signature", "Expires"];
    private readonly IReadOnlyList<S3Operation> _operations;
    private readonly UsageMeter _meter;
    private readonly ILogger<S3Service> _logger;

    public S3Service(
        BucketOperations buckets,
        ListOperations lists,
        ObjectOperations objects,
        UploadOperations uploads,
        TagOperations tags,
        AclOperations acls,
        UsageMeter meter,
        ILogger<S3Service> logger)
    {
        _operations = [.. buckets.Table, .. lists.Table, .. objects.Table, .. uploads.Table, .. tags.Table, .. acls.Table];
        _meter = meter;
        _logger = logger;
    }

    public string Name => "s3";

    public IEnumerable<string> Operations => _operations.Select(operation => operation.Name);

    public async Task HandleAsync(HttpContext context)
    {
        Identify(context);
        try
        {
            var address = S3Address.Parse(context);
            var operation = Find(context.Request, address);
            _meter.Request(Name, operation.Name);
            S3Headers.Check(context.Request.Headers);
            await operation.Handler(new S3Call(context, address));
        }
        catch (S3Exception error)
        {
            await WriteErrorAsync(context, error);
        }
        catch (Exception failure) when (failure
            is OperationCanceledException or ConnectionAbortedException or ConnectionResetException or BadHttpRequestException)
        {
            S3Log.RequestAborted(_logger, context.Request.Method, context.Request.Path);
            context.Abort();
        }
        catch (Exception failure)
        {
            S3Log.RequestFailed(_logger, context.Request.Method, context.Request.Path, failure);
            await WriteErrorAsync(context, S3Errors.Internal());
        }
    }

    public ValueTask<string> OperationAsync(HttpRequest request)
    {
        try
        {
            return new(Find(request, S3Address.Parse(request.HttpContext)).Name);
        }
        catch (S3Exception)
        {
            return new("");
        }
    }

    public Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        Identify(context);
        return WriteErrorAsync(context, refusal == Refusal.TooManyRequests ? S3Errors.SlowDown() : S3Errors.Internal());
    }

    private static void Identify(HttpContext context)
    {
        context.Response.Headers["x-amz-request-id"] = context.TraceIdentifier;
        context.Response.Headers["x-amz-id-2"] = context.TraceIdentifier;
    }

    private static async Task WriteErrorAsync(HttpContext context, S3Exception error)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = error.Status;
        context.Response.ContentLength = null;
        if (error.DeleteMarker)
            context.Response.Headers["x-amz-delete-marker"] = "true";
        if (HttpMethods.IsHead(context.Request.Method) || error.Status == StatusCodes.Status304NotModified)
            return;
        context.Response.ContentType = "application/xml";
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, XmlFormat.Settings))
        {
            writer.WriteStartElement("Error");
            writer.WriteElementString("Code", error.Code);
            writer.WriteElementString("Message", WellFormed.Of(error.Message));
            writer.WriteElementString("Resource", WellFormed.Of(context.Request.Path.Value ?? ""));
            writer.WriteElementString("RequestId", context.TraceIdentifier);
            writer.WriteElementString("HostId", context.TraceIdentifier);
            writer.WriteEndElement();
        }

        context.Response.ContentLength = stream.Length;
        await context.Response.Body.WriteAsync(stream.GetBuffer().AsMemory(0, (int)stream.Length), CancellationToken.None);
    }

    private S3Operation Find(HttpRequest request, S3Address address)
    {
        var scope = address switch { { Key: not null } => S3Scope.Object, { Bucket: not null } => S3Scope.Bucket, _ => S3Scope.Service };
        var best = _operations
            .Where(operation => operation.Scope == scope && operation.Method == request.Method
                && (operation.Subresource is null || request.Query.ContainsKey(operation.Subresource))
                && (operation.Header is null || request.Headers.ContainsKey(operation.Header)))
            .MaxBy(operation => (operation.Subresource is null ? 0 : 1) + (operation.Header is null ? 0 : 1));
        if (best is null)
        {
            throw S3Errors.NotImplemented(string.Create(
                CultureInfo.InvariantCulture, $"{request.Method} on a {scope.ToString().ToLowerInvariant()} with '{request.QueryString}'"));
        }

        foreach (var parameter in request.Query.Keys)
        {
            if (parameter != best.Subresource && !best.Parameters.Contains(parameter) && !IsSigning(parameter))
                throw S3Errors.NotImplemented($"the query parameter '{parameter}' of {best.Name}");
        }

        return best;
    }

    private static bool IsSigning(string parameter) =>
        SigningParameters.Contains(parameter) || parameter.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase);
}
