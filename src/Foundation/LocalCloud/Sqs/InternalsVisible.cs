using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("RetailBus.LocalCloud.Tests")]
