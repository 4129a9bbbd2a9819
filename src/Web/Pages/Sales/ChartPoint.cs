using System.Globalization;
using RetailBus.Web.Components;

namespace RetailBus.Web.Pages.Sales;

/// <summary>One mark of a chart.</summary>
public sealed record ChartPoint(string Name, DateTime At, double Amount)
{
    /// <summary>A value of an axis.</summary>
    internal static string Scale(object value) => Formats.Short(Convert.ToDouble(value, CultureInfo.InvariantCulture));
}
