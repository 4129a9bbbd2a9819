namespace RetailBus.Cli.Client;

/// <summary>Follows a generation until all its orders can be queried.</summary>
internal sealed class GenerationWaiter(RetailBusClient client, TimeProvider time, TimeSpan timeout)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <exception cref="TimeoutException">Some orders can't be queried within the timeout.</exception>
    public async Task WaitAsync(StartedGeneration generation, int orders, CancellationToken cancellationToken)
    {
        var sql = $"select count(distinct order_id) from order_lines where starts_with(order_id, '{generation.OrderIdPrefix}')";
        var begun = time.GetTimestamp();
        while (true)
        {
            var found = (await client.QueryAsync(sql, 1, cancellationToken)).Rows[0][0].GetInt64();
            if (found == orders)
                return;
            if (time.GetElapsedTime(begun) > timeout)
                throw new TimeoutException($"{found:N0} of {orders:N0} orders can be queried after {timeout.TotalSeconds:0} s. See: retailbus runs");
            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
