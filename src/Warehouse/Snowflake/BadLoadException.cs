namespace RetailBus.Warehouse.Snowflake;

/// <summary>One load of a group is at fault; the others can go without it.</summary>
/// <param name="load">Its number in the group.</param>
/// <param name="fault">What its run hears.</param>
internal sealed class BadLoadException(int load, Exception fault) : Exception(fault.Message, fault)
{
    public int Load => load;

    public Exception Fault => InnerException!;
}
