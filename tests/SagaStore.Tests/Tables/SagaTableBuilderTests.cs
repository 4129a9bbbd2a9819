using RetailBus.SagaStore.Tables;
using RetailBus.SagaStore.Tests.Orders;

namespace RetailBus.SagaStore.Tests.Tables;

public sealed class SagaTableBuilderTests
{
    [Theory]
    [InlineData("orders; drop table x")]
    [InlineData("Orders")]
    [InlineData("")]
    [InlineData("saga_outbox")]
    public void A_table_name_that_is_not_a_plain_name_or_is_taken_is_refused(string name) =>
        Assert.Throws<SagaStoreException>(() => new SagaTableBuilder<OrderState>().Table(name).Build());

    [Theory]
    [InlineData("version")]
    [InlineData("a\"b")]
    [InlineData("state")]
    public void A_lookup_name_that_is_not_a_plain_name_or_is_taken_is_refused(string name) =>
        Assert.Throws<SagaStoreException>(
            () => new SagaTableBuilder<OrderState>().Lookup("state", x => x.CurrentState).Lookup(name, x => x.Customer));

    [Fact]
    public void A_lookup_of_a_type_that_no_column_holds_is_refused() =>
        Assert.Throws<SagaStoreException>(() => new SagaTableBuilder<OrderState>().Lookup("rate", x => 1.5 * x.Count));

    [Fact]
    public void An_index_over_an_undeclared_lookup_is_refused() =>
        Assert.Throws<SagaStoreException>(() => new SagaTableBuilder<OrderState>().Index("state").Build());

    [Fact]
    public void A_table_is_named_after_its_saga_type_and_a_long_index_name_is_cut_and_kept_apart()
    {
        var longest = new string('a', 48);

        Assert.Equal("order_state", new SagaTableBuilder<OrderState>().Build().Table.Name);
        Assert.Equal(63, SqlName.Index(longest, ["second", "third"]).Length);
        Assert.NotEqual(SqlName.Index(longest, ["second", "third"]), SqlName.Index(longest, ["second", "fourth"]));
    }
}
