namespace RetailBus.Transform.Tests.Engine;

public sealed class QuarantineTests(LocalEngine engine) : IClassFixture<LocalEngine>
{
    private const string Header = "order_id,store_id,item,quantity,price,total_amount,timestamp\n";

    [Fact]
    public async Task A_bad_row_is_kept_with_its_line_its_text_and_all_its_reasons()
    {
        var file = await engine.RunAsync(
            "orders",
            Header
            + "1,S1,apple,2,1.50,3.00,11/23/2026 08:14\n"
            + "2,S1,\"pear\nripe\",1,1.00,1.00,2026-11-23T08:14:00Z\n"
            + "\n"
            + "3,,plum,x,-1,9.99,soon\n"
            + "4,S1,fig,2,1.50,3.02,11/23/2026 08:15\n"
            + "5,S1,kiwi,2,1.50,3.01,2026-11-23 08:16:00+02:00\n"
            + "6,S2,lime,1,1,1,11/23/2026 08:14\n");

        Assert.Equal((7, 1, 4, 2, 0), file.Counts);
        var rows = file.Quarantined();
        Assert.Equal([6, 7], rows.Select(row => row.Line));
        Assert.Equal(["3,,plum,x,-1,9.99,soon", "4,S1,fig,2,1.50,3.02,11/23/2026 08:15"], rows.Select(row => row.Raw));
        Assert.Equal(
            [
                "store_id is missing; every row needs one",
                "quantity is \"x\", which is not a whole number of up to 14 digits",
                "price is \"-1\", which is less than 0",
                "timestamp is \"soon\", which is not a time written as MM/dd/yyyy HH:mm or ISO 8601",
            ],
            rows[0].Reasons.Select(reason => reason.Message));
        Assert.Equal(["required", "type", "minimum", "type"], rows[0].Reasons.Select(reason => reason.Rule));
        Assert.Equal(["store_id", "quantity", "price", "timestamp"], rows[0].Reasons.Select(reason => reason.Column));
        Assert.Equal([null, "x", "-1", "soon"], rows[0].Reasons.Select(reason => reason.Value));

        var mismatch = Assert.Single(rows[1].Reasons);
        Assert.Equal(("total_amount_matches", "total_amount", "3.02"), (mismatch.Rule, mismatch.Column, mismatch.Value));
        Assert.Equal(
            "total_amount must equal quantity × price within a cent, but total_amount is 3.02, quantity is 2, price is 1.50",
            mismatch.Message);
        Assert.Equal(
            ["1|apple|2026-11-23 08:14:00", "2|pear\nripe|2026-11-23 08:14:00", "5|kiwi|2026-11-23 06:16:00", "6|lime|2026-11-23 08:14:00"],
            file.Accepted("order_id", "item_id", "ordered_at"));
    }

    [Fact]
    public async Task Records_that_are_broken_cost_themselves_only()
    {
        var file = await engine.RunAsync(
            "orders",
            Header
            + "1,S1,apple,2,1.50,3.00,11/23/2026 08:14\n"
            + "2,S1,\"pear,1,1.00,1.00,11/23/2026 08:14\n"
            + "3,S1,plum,1,1.00,1.00\n"
            + "4,S1,5\" pipe,1,1.00,1.00,11/23/2026 08:14\n"
            + "5,S1,fig,1,1.00,1.00,11/23/2026 08:14,more\n"
            + "6,S1,\"kiwi\" big,1,1.00,1.00,11/23/2026 08:14\n"
            + "7,S1,lime,1,1.00,1.00,11/23/2026 08:14\n"
            + "8,S1,\"say \"\"hi\"\"\",1,1.00,1.00,11/23/2026 08:14");

        Assert.Equal((9, 1, 4, 4, 0), file.Counts);
        Assert.Equal(["1|apple", "4|5\" pipe", "7|lime", "8|say \"hi\""], file.Accepted("order_id", "item_id"));
        var rows = file.Quarantined();
        Assert.Equal([3, 4, 6, 7], rows.Select(row => row.Line));
        Assert.Equal("the row can't be read: a quote in it is not closed, or it is too long", rows[0].Reasons.Single().Message);
        Assert.Equal("the row has 6 values where the file has 7 columns", rows[1].Reasons.Single().Message);
        Assert.Equal("the row has 8 values where the file has 7 columns", rows[2].Reasons.Single().Message);
        Assert.Equal("6,S1,\"kiwi\" big,1,1.00,1.00,11/23/2026 08:14", rows[3].Raw);
    }

    [Fact]
    public async Task Rows_that_disagree_about_one_key_are_all_quarantined_and_identical_ones_counted_once()
    {
        var file = await engine.RunAsync(
            "orders",
            Header
            + "1,S1,apple,2,1.50,3.00,11/23/2026 08:14\n"
            + "2,S1,pear,1,1.00,1.00,11/23/2026 08:14\n"
            + "1,S1,apple,2,1.50,3.00,11/23/2026 08:14\n"
            + "2,S1,pear,3,1.00,3.00,11/23/2026 08:14\n"
            + " 1 ,S1,apple,2.0,1.5,3,2026-11-23T08:14:00\n");

        Assert.Equal((6, 1, 1, 2, 2), file.Counts);
        Assert.Equal(["1|2.0000"], file.Accepted("order_id", "quantity"));
        Assert.Equal([3, 5], file.Quarantined().Select(row => row.Line));
        var reason = file.Quarantined()[0].Reasons.Single();
        Assert.Equal("conflicting key", reason.Rule);
        Assert.Equal(
            "the file has this key (store_id S1, order_id 2, item pear) more than once with different contents; keep the right row",
            reason.Message);
    }

    [Fact]
    public async Task A_file_whose_rows_all_conflict_yields_no_accepted_file()
    {
        var file = await engine.RunAsync("orders", Header + "1,S1,a,1,1,1,2026-11-23\n1,S1,a,2,1,2,2026-11-23\n");

        Assert.Equal((3, 1, 0, 2, 0), file.Counts);
        Assert.Empty(file.Output.Accepted);
        Assert.Single(file.Output.Quarantined);
    }

    [Fact]
    public async Task An_amount_beyond_the_type_is_quarantined_and_overflows_nothing()
    {
        var file = await engine.RunAsync(
            "online-retail",
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
            + "1,A,,99999999999999,2011-01-01 08:00:00,99999999999999,,France\n"
            + "2,A,,1,2011-01-01 08:00:00,1,,France\n");

        Assert.Equal((3, 1, 1, 1, 0), file.Counts);
        Assert.Equal(
            "amount can't be computed within 14 digits, for Quantity is 99999999999999, UnitPrice is 99999999999999",
            file.Quarantined().Single().Reasons.Single().Message);
    }
}
