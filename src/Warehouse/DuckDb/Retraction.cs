using DuckDB.NET.Data;
using RetailBus.Platform.Failures;
using RetailBus.Warehouse.Loading;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>
/// After a merge: what is still current of retired loads goes to the history, and the newest version that an active load claims comes
/// back from there in its place.
/// </summary>
internal sealed class Retraction(DuckDBConnection writer, MergeSql sql)
{
    /// <summary>Finds the rows, before anything moves, and counts them for the loads that retract them.</summary>
    public void Find(long[] retracted)
    {
        writer.Execute(sql.FindRetracted);
        using var command = writer.Command("select retiring_load, count(*) from retracted group by retiring_load");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            retracted[reader.GetInt32(0)] = reader.GetInt64(1);
    }

    /// <summary>Moves the rows. The group's loads stand in the load history by now: they claim their rows too.</summary>
    /// <exception cref="BatchRejectedException">A row was lost on the way.</exception>
    public void Apply(long retracted, DateTime at)
    {
        Moved("retracted", retracted, writer.Execute(sql.Retract, ("at", at)), writer.Execute(sql.RemoveRetracted));
        writer.Execute(sql.FindPromoted);
        var promoted = writer.Scalar<long>("select count(*) from promoted");
        if (promoted > 0)
            Moved("promoted", promoted, writer.Execute(sql.Promote), writer.Execute(sql.RemovePromoted));
    }

    private static void Moved(string what, long counted, long inserted, long removed)
    {
        if (inserted != counted || removed != counted)
            throw LoadRejections.LostMoves(what, counted, inserted, removed);
    }
}
