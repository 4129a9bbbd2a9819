namespace RetailBus.EndToEnd.Clouds;

/// <summary>Of the dataset's current rows.</summary>
internal sealed record RetailTotals(long Lines, decimal Revenue, long Orders)
{
    /// <summary>What the files' own text says.</summary>
    public static RetailTotals Of(IEnumerable<string> files)
    {
        var rows = files.SelectMany(RetailFiles.Lines).Select(line => line.Split(',')).ToList();
        return new RetailTotals(rows.Count, rows.Sum(RetailFiles.Amount), rows.Select(row => row[0]).Distinct().Count());
    }

    public static async Task<RetailTotals> ReadAsync(CloudEngines clouds)
    {
        var row = (await clouds.QueryAsync(
            "select count(*), sum(amount), count(distinct order_id) from order_lines where dataset = 'online-retail'"))[0];
        return new RetailTotals(row[0].GetInt64(), row[1].GetDecimal(), row[2].GetInt64());
    }
}
