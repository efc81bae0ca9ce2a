using Holdfast.Contracts.Api.Setup;

namespace Holdfast.Server.Setup.Checks;

/// <summary>Room for program, data, indexes, and the pool's first disk.</summary>
internal static class RoomRules
{
    private const long GoodProgram = 1L << 30, LeastData = 1L << 30, GoodData = 10L << 30, LeastPool = 256L << 20;
    private const int Twentieth = 20;

    internal static SetupCheck Program(MachineFacts facts)
    {
        var verdict = new Verdict("program-space", "Room for the program", Found(facts.Program));
        return facts.Program.Free < GoodProgram
            ? verdict.Warns($"With less than {Sizes.Text(GoodProgram)} free, the next version has no room beside this one.", "Free some space there.") : verdict.Passed();
    }

    internal static SetupCheck Data(MachineFacts facts)
    {
        var verdict = new Verdict("data-space", "Room for settings and catalog", Found(facts.Data));
        if (facts.Data.IsReadOnly) return verdict.Fails("The file system is read-only.", "Mount it for writing, or choose another data folder with --data.");
        if (facts.Data.Free < LeastData) return verdict.Fails($"Catalog and logs need at least {Sizes.Text(LeastData)}.", "Free some space there, or choose another data folder with --data.");
        if (facts.Data.IsNetwork)
            return verdict.Warns("The catalog lies on the network: it is as safe, and as quick, as that file server.", "Choose a data folder on a local disk with --data.");
        return facts.Data.Free < GoodData
            ? verdict.Warns($"Less than {Sizes.Text(GoodData)} is soon used up by catalog and logs of a busy server.", "Give it more room.") : verdict.Passed();
    }

    internal static SetupCheck Scratch(MachineFacts facts, long plannedCloudBytes)
    {
        var answer = Answer(plannedCloudBytes, facts.Scratch.Free);
        var verdict = new Verdict("scratch-space", "Room for scratch data", $"{Found(facts.Scratch)}; needed: {Sizes.Text(answer.NeededBytes)}");
        return answer.Enough ? verdict.Passed() : verdict.Fails(answer.Explanation, "Choose a folder with more room, or plan less for the vault.");
    }

    internal static SetupCheck Pool(MachineFacts facts)
    {
        var verdict = new Verdict("pool-disk", "First disk of the pool", $"{Found(facts.Pool)}{(facts.Pool.FileSystem.Length > 0 ? $", {facts.Pool.FileSystem}" : "")}");
        var candidate = CandidateRule.Judge(facts.Pool, LeastPool);
        return candidate.Verdict switch
        {
            DiskCandidate.Refused => verdict.Fails(candidate.Reason!, candidate.Remedy!),
            DiskCandidate.Warning => verdict.Warns(candidate.Reason!, candidate.Remedy!),
            _ => verdict.Passed(),
        };
    }

    /// <summary>One twentieth of what is planned for the vault, rounded up.</summary>
    internal static ScratchAnswer Answer(long plannedCloudBytes, long free)
    {
        var needed = (plannedCloudBytes / Twentieth) + (plannedCloudBytes % Twentieth > 0 ? 1 : 0);
        var explanation = plannedCloudBytes == 0
            ? "Nothing is planned for the vault yet; with a figure, one twentieth of it is kept free for indexes and for what is prepared for the vault."
            : $"One twentieth (5 %) of the {Sizes.Text(plannedCloudBytes)} that are planned for the vault, for indexes and for what is prepared for the vault: {Sizes.Text(needed)}; {Sizes.Text(free)} are free.";
        return new ScratchAnswer(needed, free, free >= needed, explanation);
    }

    private static string Found(MountFacts place) => $"{Sizes.Text(place.Free)} free in {place.Path}";
}
