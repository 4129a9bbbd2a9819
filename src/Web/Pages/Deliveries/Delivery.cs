using RetailBus.Web.Api;

namespace RetailBus.Web.Pages.Deliveries;

/// <summary>A store's deliveries, against the newest one of its dataset.</summary>
/// <param name="Store">The store with its newest delivery.</param>
/// <param name="Behind">How much older its newest delivery is than its dataset's.</param>
public sealed record Delivery(StoreFreshness Store, TimeSpan Behind)
{
    /// <summary>A store that is a day behind the others of its dataset is late.</summary>
    internal static readonly TimeSpan Tolerance = TimeSpan.FromDays(1);

    public bool IsLate => Behind >= Tolerance;

    /// <summary>Late ones first, then the newest.</summary>
    internal static IReadOnlyList<Delivery> Of(IReadOnlyList<StoreFreshness> stores)
    {
        var newest = stores.GroupBy(store => store.Dataset).ToDictionary(group => group.Key, group => group.Max(store => store.LastLandedAt));
        return
        [
            .. stores
                .Select(store => new Delivery(store, newest[store.Dataset] - store.LastLandedAt))
                .OrderByDescending(delivery => delivery.IsLate)
                .ThenByDescending(delivery => delivery.IsLate ? delivery.Behind : TimeSpan.Zero)
                .ThenByDescending(delivery => delivery.Store.LastLandedAt)
                .ThenBy(delivery => delivery.Store.StoreId, StringComparer.Ordinal),
        ];
    }
}
