using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using RetailBus.Platform.Security;

namespace RetailBus.Web.Security.Limits;

/// <summary>No caller takes all of the front door: requests per second and uploads at once are limited for each.</summary>
internal sealed class RequestLimits : IDisposable
{
    private const int Burst = 10;
    private const int RetrySeconds = 1;
    private readonly PartitionedRateLimiter<HttpContext> _limiter;

    public RequestLimits(IOptions<SignInOptions> options)
    {
        var settings = options.Value;
        var requests = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(
            CallerOf(context), _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = settings.RequestsPerSecond * Burst,
                TokensPerPeriod = settings.RequestsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            }));
        var uploads = PartitionedRateLimiter.Create<HttpContext, string>(context => context.Request.Path.StartsWithSegments("/api/uploads")
            ? RateLimitPartition.GetConcurrencyLimiter(
                CallerOf(context),
                _ => new ConcurrencyLimiterOptions { PermitLimit = settings.UploadsAtOnce, QueueLimit = settings.UploadsAtOnce })
            : RateLimitPartition.GetNoLimiter(""));
        _limiter = PartitionedRateLimiter.CreateChained(requests, uploads);
    }

    /// <summary>Middleware. Services are not held up, nor is anybody where nobody is asked who they are.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var gate = context.RequestServices.GetRequiredService<AccessGate>();
        if (gate.IsOpen || context.User.Identity?.AuthenticationType == AccessSchemes.Service)
        {
            await next(context);
            return;
        }

        using var lease = await _limiter.AcquireAsync(context, permitCount: 1, context.RequestAborted);
        if (lease.IsAcquired)
        {
            await next(context);
            return;
        }

        context.Response.Headers.RetryAfter = $"{RetrySeconds}";
        await Results.Problem(
            "You ask for more than one caller may at a time. Wait a moment and go on more slowly.",
            statusCode: StatusCodes.Status429TooManyRequests,
            title: "Too many requests").ExecuteAsync(context);
    }

    public void Dispose() => _limiter.Dispose();

    private static string CallerOf(HttpContext context) =>
        context.User.Identity?.Name is { } name ? $"name {name}" : $"address {context.Connection.RemoteIpAddress}";
}
