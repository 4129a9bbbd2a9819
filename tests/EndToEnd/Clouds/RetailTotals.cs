namespace RetailBus.EndToEnd.Clouds;

/// <summary>Of the dataset's current rows.</summary>
internal sealed record RetailTotals(long Lines, decimal Revenue, long Orders)
{
    public static async Task<RetailTotals> ReadAsync(CloudEngines clouds)
    {
        var row = (await clouds.QueryAsync(
            "select count(*), sum(amount), count(distinct order_id) from order_lines where dataset = 'online-retail'"))[0];
        return new RetailTotals(row[0].GetInt64(), row[1].GetDecimal(), row[2].GetInt64());
    }
}
