namespace RetailBus.Web.Pages.Sales;

/// <summary>One mark of a chart.</summary>
public sealed record ChartPoint(string Name, DateTime At, double Amount);
