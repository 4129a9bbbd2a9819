namespace RetailBus.Ingest.Generating;

/// <summary>What the generated stores sell, with prices in cents; a few items sell much more often than the rest.</summary>
internal sealed class Assortment
{
    public const int MaxItems = 10_000;

    private const double Steepness = 0.8;

    private static readonly (string Item, int Cents)[] Kinds =
    [
        ("Bananas", 179), ("Whole milk", 139), ("Sourdough bread", 425), ("Free-range eggs", 389), ("Sparkling water", 89), ("Butter", 279),
        ("Apples", 249), ("Bagel", 95), ("Spaghetti", 159), ("Tomato passata", 189), ("Oat milk", 219), ("Espresso beans 1 kg", 1899),
        ("Greek yoghurt", 299), ("Cheddar", 515), ("Orange juice", 359), ("Avocado", 129), ("Chicken breast", 749), ("Green tea", 449),
        ("Basmati rice", 549), ("Dark chocolate", 329), ("Olive oil", 1149), ("Pale ale", 245), ("Paper towels", 399), ("Dish soap", 265),
        ("Toothpaste", 315), ("Red wine", 1295), ("Salmon fillet", 899), ("Washing powder", 1099), ("Shampoo", 579), ("Notebook", 450),
        ("Ballpoint pens", 399), ("Phone charger", 2499), ("Umbrella", 1999), ("Desk lamp", 3495), ("Backpack", 5950), ("Headphones", 7999),
    ];

    private static readonly string[] Makers =
    [
        "Alder", "Birch", "Cedar", "Dune", "Ember", "Fjord", "Grove", "Harbour", "Iris", "Juniper", "Kestrel", "Linden", "Meadow", "Nettle",
        "Orchard", "Pebble", "Quarry", "Rowan", "Saffron", "Thistle",
    ];

    private static readonly (string Name, int Percent)[] Sizes =
    [
        ("small", 70), ("large", 160), ("twin pack", 185), ("family size", 320), ("value", 60), ("organic", 145), ("organic large", 230),
        ("reserve", 275), ("gift box", 350), ("light", 105), ("travel size", 45), ("trial", 30), ("case of six", 540), ("deluxe", 410),
    ];

    private readonly Popularity _popularity;

    /// <param name="items">1 to <see cref="MaxItems"/>: the plain kinds first, then makers' sizes of them.</param>
    public Assortment(int items)
    {
        Items = [.. Enumerable.Range(0, items).Select(Create)];
        _popularity = new Popularity(items, Steepness);
    }

    public IReadOnlyList<(string Item, int Cents)> Items { get; }

    /// <summary>So many different items, the popular ones more often.</summary>
    public void Draw(Random random, Span<int> different)
    {
        for (var drawn = 0; drawn < different.Length; drawn++)
        {
            var item = _popularity.Draw(random);
            while (different[..drawn].Contains(item))
                item = (item + 1) % Items.Count;
            different[drawn] = item;
        }
    }

    private static (string Item, int Cents) Create(int number)
    {
        var (kind, cents) = Kinds[number % Kinds.Length];
        if (number < Kinds.Length)
            return (kind, cents);
        var variant = (number / Kinds.Length) - 1;
        var (size, percent) = Sizes[variant / Makers.Length];
        return ($"{kind} {Makers[variant % Makers.Length]} {size}", Math.Max(1, cents * percent / 100));
    }
}
