using Amazon.Runtime;

namespace RetailBus.LocalCloud.Tests.Crash;

/// <summary>One client's work, over and over, across crashes.</summary>
internal abstract class Load
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private long _acknowledged;

    /// <summary>Turns whose every call was answered with success.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>Works until stopped; a call that fails because the local cloud was killed is passed over.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        for (var turn = 0; !stop.IsCancellationRequested; turn++)
        {
            try
            {
                await TurnAsync(turn);
                Interlocked.Increment(ref _acknowledged);
            }
            catch (Exception failure) when (IsOfTheCrash(failure))
            {
                await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
            }
        }
    }

    /// <summary>Creates what the load works on.</summary>
    public abstract Task PrepareAsync();

    /// <summary>Looks for everything that was acknowledged. The load is stopped.</summary>
    public abstract Task VerifyAsync(CancellationToken patience);

    /// <summary>A few calls; what was acknowledged is noted at once.</summary>
    protected abstract Task TurnAsync(int turn);

    /// <summary>An answer with a status is the local cloud's own, and none of those is expected.</summary>
    private static bool IsOfTheCrash(Exception failure) => failure switch
    {
        AmazonUnmarshallingException => true,
        AmazonServiceException answered => answered.StatusCode == 0,
        _ => failure is AmazonClientException or HttpRequestException or IOException or OperationCanceledException or TimeoutException,
    };
}
