using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace RetailBus.Web.Security.Limits;

/// <summary>Guessing passwords is slow: attempts are few per account from one address, and not many per account or address alone.</summary>
internal sealed class SignInAttempts : IDisposable
{
    private const int Others = 5;
    private const int Windows = 5;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private readonly PartitionedRateLimiter<(string Name, string Address)> _limiter;

    public SignInAttempts(IOptions<SignInOptions> options)
    {
        var few = options.Value.Attempts;
        _limiter = PartitionedRateLimiter.CreateChained(
            By(attempt => $"{attempt.Name.ToUpperInvariant()} {attempt.Address}", few),
            By(attempt => attempt.Name.ToUpperInvariant(), few * Others),
            By(attempt => attempt.Address, few * Others));
    }

    /// <returns>False when there were too many.</returns>
    public bool Take(string name, string address)
    {
        using var lease = _limiter.AttemptAcquire((name, address));
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    private static PartitionedRateLimiter<(string Name, string Address)> By(Func<(string Name, string Address), string> key, int most) =>
        PartitionedRateLimiter.Create<(string Name, string Address), string>(attempt => RateLimitPartition.GetSlidingWindowLimiter(
            key(attempt), _ => new SlidingWindowRateLimiterOptions { PermitLimit = most, Window = Window, SegmentsPerWindow = Windows }));
}
