using RetailBus.Contracts.Batches;
using RetailBus.Platform.Datasets;
using RetailBus.Platform.Failures;

namespace RetailBus.Transform.Datasets;

/// <summary>All datasets' contracts, read once when the service starts.</summary>
public sealed class ContractCatalog
{
    private readonly Dictionary<string, DatasetContract> _contracts = [];

    /// <exception cref="ContractException">Some contract has errors; all of all files are named.</exception>
    public ContractCatalog(DatasetCatalog datasets)
    {
        ArgumentNullException.ThrowIfNull(datasets);
        var errors = new List<string>();
        foreach (var name in datasets.Names)
        {
            try
            {
                _contracts[name] = ContractReader.Read(datasets.FileOf(name));
            }
            catch (ContractException e)
            {
                errors.AddRange(e.Errors);
            }
        }

        if (errors.Count > 0)
            throw new ContractException(errors);
        All = [.. _contracts.Values.OrderBy(contract => contract.Name, StringComparer.Ordinal)];
    }

    /// <summary>By name.</summary>
    public IReadOnlyList<DatasetContract> All { get; }

    /// <exception cref="BatchRejectedException">There is no such dataset: <see cref="FailureCodes.UnknownDataset"/>, with those that there are.</exception>
    public DatasetContract Get(string dataset) =>
        Find(dataset) ?? throw new BatchRejectedException(
            FailureCodes.UnknownDataset,
            (dataset.Length == 0 ? "The file lies in no dataset's folder." : $"There is no dataset \"{dataset}\".")
            + $" The datasets are {string.Join(", ", All.Select(contract => contract.Name))}: land the file in the folder of one of them.");

    public DatasetContract? Find(string dataset) => _contracts.GetValueOrDefault(dataset);
}
