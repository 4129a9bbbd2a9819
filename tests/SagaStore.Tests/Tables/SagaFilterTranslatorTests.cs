using System.Linq.Expressions;
using RetailBus.SagaStore.Tables;
using RetailBus.SagaStore.Tests.Orders;

namespace RetailBus.SagaStore.Tests.Tables;

public sealed class SagaFilterTranslatorTests
{
    private static readonly SagaTable Table = Declare();

    [Fact]
    public void Values_are_bound_whether_they_come_from_a_constant_a_closure_or_a_member()
    {
        var wanted = new SubmitOrder(Guid.NewGuid(), "ada");

        var filter = Translate(x => x.Customer == wanted.Customer && x.CorrelationId == wanted.OrderId);

        Assert.Equal("(\"customer\" = @p0 and id = @p1)", filter.Sql);
        Assert.Equal([("p0", "ada"), ("p1", wanted.OrderId)], filter.Arguments);
    }

    [Fact]
    public void An_enum_is_compared_by_name_and_an_integer_as_a_long()
    {
        var filter = Translate(x => x.Priority == Priority.High || x.Count == 3);

        Assert.Equal("(\"priority\" = @p0 or \"item_count\" = @p1)", filter.Sql);
        Assert.Equal([("p0", "High"), ("p1", 3L)], filter.Arguments);
    }

    [Fact]
    public void Null_and_nullable_values_are_understood()
    {
        Guid? parent = null;
        var other = Guid.NewGuid();

        Assert.Equal("\"customer\" is null", Translate(x => x.Customer == null).Sql);
        Assert.Equal("\"parent_id\" is null", Translate(x => x.ParentId == parent).Sql);
        Assert.Equal(
            "(\"parent_id\" is not null and \"parent_id\" = @p0)",
            Translate(x => x.ParentId.HasValue && x.ParentId.Value == other).Sql);
        Assert.Equal("(\"customer\" <> @p0 or \"customer\" is null)", Translate(x => x.Customer != "ada").Sql);
    }

    [Fact]
    public void Booleans_are_compared_and_negation_takes_unknown_for_false()
    {
        Assert.Equal("\"is_open\" = @p0", Translate(x => x.IsOpen).Sql);
        Assert.Equal("not coalesce((\"is_open\" = @p0), false)", Translate(x => !x.IsOpen).Sql);
        Assert.Equal("(true and \"is_open\" = @p0)", Translate(x => Table.Lookups.Count > 0 && x.IsOpen).Sql);
    }

    [Fact]
    public void What_has_no_lookup_or_is_no_equality_is_refused()
    {
        Assert.Throws<SagaStoreException>(() => Translate(x => x.NewEvents == 1));
        Assert.Throws<SagaStoreException>(() => Translate(x => x.Count > 1));
        Assert.Throws<SagaStoreException>(() => Translate(x => x.Customer == x.CurrentState));
        Assert.Throws<SagaStoreException>(() => Translate(x => x.Customer!.StartsWith('a')));
    }

    private static SqlFilter Translate(Expression<Func<OrderState, bool>> expression) => SagaFilterTranslator.Translate(Table, expression);

    private static SagaTable Declare()
    {
        var builder = new SagaTableBuilder<OrderState>();
        OrderTable.Declare(builder);
        return builder.Build().Table;
    }
}
