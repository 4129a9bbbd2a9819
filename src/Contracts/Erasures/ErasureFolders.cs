namespace RetailBus.Contracts.Erasures;

/// <summary>Folders of the processed zone, outside any dataset's.</summary>
public static class ErasureFolders
{
    public const string Root = "_erasures/";

    /// <summary>One <see cref="ErasureRecord"/> each.</summary>
    public const string Records = Root + "records/";

    /// <summary>One <see cref="FormPlace"/> for each batch that rows were erased from.</summary>
    public const string Forms = Root + "forms/";

    /// <summary>Erased forms of a dataset's batches that are not their slots' newest content.</summary>
    public static string Aside(string dataset) => $"{Root}raw/{dataset}/";
}
