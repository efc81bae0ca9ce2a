using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Files.Windows;
using Holdfast.Workloads.Files.Windows.Journal;

namespace Holdfast.Workloads.Tests.WindowsFiles;

public sealed class UsnChangePlannerTests
{
    private static readonly UsnJournalState Now = new(7, 0x01d4b29a6f9cc0e9, 1000, 5000, 0);

    [Theory]
    [InlineData(7, 0x01d4b29a6f9cc0e9, 1000, UsnContinuity.Unbroken)]
    [InlineData(7, 0x01d4b29a6f9cc0e9, 5000, UsnContinuity.Unbroken)]
    [InlineData(8, 0x01d4b29a6f9cc0e9, 2000, UsnContinuity.OtherVolume)]
    [InlineData(7, 0x01d4b29a6f9cc0ea, 2000, UsnContinuity.OtherJournal)]
    [InlineData(7, 0x01d4b29a6f9cc0e9, 999, UsnContinuity.RecordsGone)]
    [InlineData(7, 0x01d4b29a6f9cc0e9, 5001, UsnContinuity.WentBack)]
    public void Compare_PositionAndJournal_TellsWhetherAnythingIsMissing(ulong volume, ulong journal, long next, UsnContinuity expected) =>
        Assert.Equal(expected, UsnGaps.Compare(new UsnPosition(volume, journal, next), Now));

    [Fact]
    public void Compare_BelowTheLowestValidUsn_IsNotBelieved() => Assert.Equal(UsnContinuity.NotValid, UsnGaps.Compare(Now.Position with { NextUsn = 2000 }, Now with { LowestValidUsn = 2001 }));

    [Fact]
    public void Say_EveryGap_HasItsOwnSentence()
    {
        var gaps = Enum.GetValues<UsnContinuity>().Where(gap => gap != UsnContinuity.Unbroken).ToList();
        Assert.Equal(gaps.Count, gaps.Select(UsnGaps.Say).Distinct().Count());
    }

    [Fact]
    public void Finish_FileWritten_LooksAtItAndListsNoFolder()
    {
        var plan = Records.Plan(Records.V2(40, 5, 0, UsnReasons.DataOverwrite | UsnReasons.BasicInfoChange | UsnReasons.Close, "a"));

        Assert.Equal((true, false, false, false), (plan.LooksAt(40), plan.LooksAt(41), plan.LooksAt(5), plan.Lists(5)));
    }

    [Fact]
    public void Finish_MovedBetweenFolders_ListsBoth()
    {
        var plan = Records.Plan(Records.V2(40, 5, 0, UsnReasons.RenameOldName, "a"), Records.V2(40, 6, 72, UsnReasons.RenameNewName, "b"), Records.V2(40, 6, 144, UsnReasons.RenameNewName | UsnReasons.Close, "b"));

        Assert.Equal((true, true, true, true), (plan.Lists(5), plan.Lists(6), plan.LooksAt(5), plan.LooksAt(40)));
    }

    [Fact]
    public void Finish_RangeOfALargeFile_LooksAtItAlone()
    {
        var plan = Records.Plan(Records.V4(40, 5, 96, 1, new ByteRange(8192, 4096)));

        Assert.Equal((true, false), (plan.LooksAt(40), plan.Lists(5)));
    }

    [Fact]
    public void Finish_NumberOf128Bits_IsThatOfTheItem()
    {
        UInt128 number = new(0x1122334455667788, 0x99aabbccddeeff00);

        Assert.True(Records.Plan(Records.V3(number, 5, 0, UsnReasons.DataExtend, "a")).LooksAt(FileNumber.Of(number)));
    }

    [Fact]
    public void Finish_ReasonThatHasNoName_IsLookedAt() => Assert.True(Records.Plan(Records.V2(40, 5, 0, (UsnReasons)0x4000000, "a")).LooksAt(40));

    [Fact]
    public void Finish_OnlyClosed_IsNotLookedAt() => Assert.False(Records.Plan(Records.V2(40, 5, 0, UsnReasons.Close, "a")).LooksAt(40));

    [Fact]
    public void Finish_MoreChangesThanAreKept_MakesNoPlan()
    {
        var planner = new UsnChangePlanner(mostObjects: 3);
        for (ulong file = 1; file <= 4; file++)
        {
            var reader = new UsnRecordReader(Records.V2(file, 5, (long)file * 64, UsnReasons.DataExtend, "a"), 0);
            Assert.True(reader.Next(out var record));
            planner.Add(record);
        }

        Assert.Null(planner.Finish());
    }

    [Fact]
    public void Run_JournalCutWhileItWasRead_LooksAtAll()
    {
        var journals = new StandInJournals { States = new([Now, Now with { FirstUsn = 4500 }]) };

        Assert.Null(Run(journals, out var why));
        Assert.Contains("dropped records", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_UnbrokenJournal_LooksAtWhatItTells()
    {
        var journals = new StandInJournals { States = new([Now, Now]), Content = Records.V2(40, 5, 2000, UsnReasons.DataExtend, "a") };

        Assert.Equal(true, Run(journals, out _)?.LooksAt(40));
    }

    [Fact]
    public void Run_JournalGone_LooksAtAll()
    {
        Assert.Null(Run(new StandInJournals(), out var why));
        Assert.Contains("keeps no change journal", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_JournalThatCannotBeRead_LooksAtAll()
    {
        Assert.Null(Run(new StandInJournals { States = new([Now, Now]), Failure = new IOException("broken") }, out var why));
        Assert.Contains("broken", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_KeptScan_IsWhatWasWritten()
    {
        var kept = new KeptScan(Now.Position, [.. Enumerable.Range(0, 32).Select(number => (byte)number)]);

        Assert.Equal((kept.Position, true), (KeptScan.Read(kept.ToBytes())!.Position, KeptScan.Read(kept.ToBytes())!.Rules.SequenceEqual(kept.Rules)));
        Assert.Null(KeptScan.Read([.. kept.ToBytes(), 0]));
    }

    private static UsnChangePlan? Run(StandInJournals journals, out string why) => UsnScan.Run(journals, @"C:\", Now.Position with { NextUsn = 2000 }, out why, TestContext.Current.CancellationToken);
}
