using System.Runtime.CompilerServices;

namespace RetailBus.LocalCloud.Tests.Suites;

/// <summary>What any server of a service has to do.</summary>
public abstract class Suite(CloudUnderTest cloud)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>The server, where it is installed and not known to differ in the calling test; else that is skipped.</summary>
    protected CloudUnderTest Cloud([CallerMemberName] string test = "")
    {
        cloud.Require(test);
        return cloud;
    }

    /// <summary>Asks until the answer is the one that is waited for.</summary>
    protected static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Predicate<T> isThere)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        patience.CancelAfter(Patience);
        while (true)
        {
            var answer = await ask();
            if (isThere(answer))
                return answer;
            await Task.Delay(Pause, TimeProvider.System, patience.Token);
        }
    }
}
