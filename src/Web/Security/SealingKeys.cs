using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using RetailBus.Web.Security.Accounts;

namespace RetailBus.Web.Security;

/// <summary>What seals the cookies, in a folder that is made when the first one is asked for: who only looks at settings makes none.</summary>
internal sealed class SealingKeys(string folder, ILoggerFactory loggers) : IXmlRepository
{
    private readonly Lazy<FileSystemXmlRepository> _files = new(() => new FileSystemXmlRepository(SecretFolder.Create(folder), loggers));

    public IReadOnlyCollection<XElement> GetAllElements() => _files.Value.GetAllElements();

    public void StoreElement(XElement element, string friendlyName) => _files.Value.StoreElement(element, friendlyName);
}
