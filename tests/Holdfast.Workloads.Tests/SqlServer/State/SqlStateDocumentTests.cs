using System.Text;
using Holdfast.Format;
using Holdfast.Testing.Damage;
using Holdfast.Workloads.SqlServer.Planning;
using Holdfast.Workloads.SqlServer.State;
using Holdfast.Workloads.Tests.SqlServer.Planning;

namespace Holdfast.Workloads.Tests.SqlServer.State;

public sealed class SqlStateDocumentTests
{
    private static readonly BackupSet Full = Sets.Full(1, 10, 12, 10) with { Certificate = "AB12", Started = Sets.At(9).ToOffset(TimeSpan.FromHours(2)), Family = Sets.Id(4) };
    private static readonly SqlState State = new("SQL1\\INST", "Sales [ö]", Sets.Id(9),
        [Full, Sets.Differential(2, Full, 20, 22, 20), Sets.Log(3, 22, 30, 30) with { Bulk = true, FirstFork = Sets.Id(5), ForkPoint = Sets.Number(25), CopyOnly = true }]);

    [Fact]
    public void Read_OfWhatWasWritten_IsTheSame()
    {
        var read = SqlStateDocument.Read(SqlStateDocument.Write(State));
        Assert.Equal((State.Server, State.Database, State.GroupDatabase), (read.Server, read.Database, read.GroupDatabase));
        for (var index = 0; index < State.Sets.Count; index++)
        {
            Assert.Equal(State.Sets[index] with { Items = [], Files = [] }, read.Sets[index] with { Items = [], Files = [] });
            Assert.Equal(State.Sets[index].Items, read.Sets[index].Items);
            Assert.Equal(State.Sets[index].Files, read.Sets[index].Files);
            Assert.Equal(State.Sets[index].Started.Offset, read.Sets[index].Started.Offset);
        }
    }

    [Fact]
    public void Write_AsManyLogsAsThereMayBe_FitsIntoTheContract()
    {
        var logs = Enumerable.Range(1, ChainUpkeep.MostLogs * 3 / 2).Select(i => Sets.Log(i, i * 100_000, (i * 100_000) + 10, i) with { Family = Sets.Id(i), Server = "SERVER-OF-SOME-LENGTH\\INSTANCE1", Database = "DatabaseOfSomeLength", Size = 1L << 30 });
        Assert.InRange(SqlStateDocument.Write(State with { Sets = [Full, .. logs] }).Length, 1, SqlStateDocument.Longest);
    }

    [Fact]
    public void Read_ShadowCopy_HoldsAsManyFilesAsADatabaseHas()
    {
        var snapshot = Full with { IsShadowCopy = true, Items = [.. Enumerable.Range(0, 1003).Select(number => $"full/20260301T110000Z-vss/files/D/data/{number:D60}.ndf")] };
        var json = SqlStateDocument.Write(State with { Sets = [snapshot] });
        Assert.InRange(json.Length, 1, SqlStateDocument.Longest);
        Assert.Equal(snapshot.Items, SqlStateDocument.Read(json).Sets[0].Items);
        Assert.True(SqlStateDocument.Read(json).Sets[0].IsShadowCopy);
        Assert.Throws<MalformedDataException>(() => SqlStateDocument.Read(SqlStateDocument.Write(State with { Sets = [snapshot with { IsShadowCopy = false }] })));
        Assert.Throws<MalformedDataException>(() => SqlStateDocument.Read(SqlStateDocument.Write(State with { Sets = [snapshot with { Kind = BackupSetKind.Log }] })));
        Assert.Throws<MalformedDataException>(() => SqlStateDocument.Read(SqlStateDocument.Write(State with { Sets = [snapshot with { Items = ["full/x.bak"] }] })));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("full/../../x")]
    [InlineData("/full/x")]
    [InlineData("other/x")]
    [InlineData("full/")]
    [InlineData("full/a\u0000b")]
    public void Read_ItemThatLeadsElsewhere_IsRefused(string item) =>
        Assert.Throws<MalformedDataException>(() => SqlStateDocument.Read(SqlStateDocument.Write(State with { Sets = [Full with { Items = [item] }] })));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"server":"s","database":"d","sets":[]}""")]
    [InlineData("""{"server":"s","database":"d","sets":[null]}""")]
    [InlineData("""{"server":null,"database":"d","sets":[{}]}""")]
    [InlineData("""{"server":"s","database":"d","sets":[{"id":"00000000-0000-0000-0000-000000000001","kind":9,"database":"d","first":"1","last":"2","started":"2026-01-01T00:00:00Z","finished":"2026-01-01T00:00:00Z"}]}""")]
    [InlineData("""{"server":"s","database":"d","sets":[{"id":"00000000-0000-0000-0000-000000000001","kind":1,"database":"d","first":"3","last":"2","started":"2026-01-01T00:00:00Z","finished":"2026-01-01T00:00:00Z"}]}""")]
    [InlineData("""{"server":"s","database":"d","sets":[{"id":"00000000-0000-0000-0000-000000000001","kind":1,"database":"d","first":"x","last":"2","started":"2026-01-01T00:00:00Z","finished":"2026-01-01T00:00:00Z"}]}""")]
    public void Read_WhatIsNoState_IsRefused(string json) => Assert.Throws<MalformedDataException>(() => SqlStateDocument.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Read_MoreThanTheContractAllows_IsRefused() => Assert.Throws<MalformedDataException>(() => SqlStateDocument.Read(new byte[SqlStateDocument.Longest + 1]));

    [Fact]
    public void Read_FiveThousandDamagedStates_IsAStateOrARefusal()
    {
        var originals = new[] { SqlStateDocument.Write(State), SqlStateDocument.Write(State with { Sets = [Full] }) };
        var (read, refused) = Mutations.Run(20_260_301, 5000, originals, stream =>
        {
            var state = SqlStateDocument.Read(stream.ToArray());
            // What is let through can be planned with.
            _ = new ChainPlanner(state.Sets).Plan(new RestoreTarget.Newest());
        }, exception => exception is MalformedDataException);
        Assert.True(read > 50 && refused > 2000, $"{read} read, {refused} refused");
    }

    [Fact]
    public void ReadSet_FiveThousandDamagedSets_IsASetOrARefusal()
    {
        var (_, refused) = Mutations.Run(20_260_302, 5000, [SqlStateDocument.WriteSet(Full), SqlStateDocument.WriteSet(State.Sets[2])], stream => SqlStateDocument.ReadSet(stream.ToArray()), exception => exception is MalformedDataException);
        Assert.True(refused > 2000);
    }
}
