namespace RetailBus.Ingest.Generating;

/// <summary>What the generated stores sell, with prices in cents. Every store has the same assortment.</summary>
internal static class Assortment
{
    public static IReadOnlyList<(string Item, int Cents)> Items { get; } =
    [
        ("Espresso beans 1 kg", 1899), ("Green tea", 449), ("Oat milk", 219), ("Whole milk", 139), ("Butter", 279), ("Sourdough bread", 425),
        ("Bagel", 95), ("Free-range eggs", 389), ("Olive oil", 1149), ("Basmati rice", 549), ("Spaghetti", 159), ("Tomato passata", 189),
        ("Cheddar", 515), ("Greek yoghurt", 299), ("Bananas", 179), ("Apples", 249), ("Avocado", 129), ("Salmon fillet", 899),
        ("Chicken breast", 749), ("Dark chocolate", 329), ("Sparkling water", 89), ("Orange juice", 359), ("Red wine", 1295), ("Pale ale", 245),
        ("Washing powder", 1099), ("Dish soap", 265), ("Paper towels", 399), ("Shampoo", 579), ("Toothpaste", 315), ("Notebook", 450),
        ("Ballpoint pens", 399), ("Umbrella", 1999), ("Desk lamp", 3495), ("Phone charger", 2499), ("Headphones", 7999), ("Backpack", 5950),
    ];
}
