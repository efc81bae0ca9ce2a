using Holdfast.Contracts.Api.Setup;

namespace Holdfast.Server.Setup.Checks;

/// <summary>Operating system, memory, and processors.</summary>
internal static class ComputerRules
{
    private const long LeastMemory = 1L << 30, GoodMemory = 4L << 30;
    private const int GoodCores = 2;

    // Linux: what containers and the program's own C library need. Windows: builds of Server 2016 and Server 2019.
    private static readonly Version oldestKernel = new(4, 18), goodKernel = new(5, 10), oldestWindows = new(10, 0, 14393), goodWindows = new(10, 0, 17763);

    internal static SetupCheck System(MachineFacts facts)
    {
        var verdict = new Verdict("os", "Operating system", $"{facts.SystemName} ({facts.Architecture})");
        if (facts.System == SystemKind.Other) return verdict.Fails("A server runs on Linux and on Windows.", "Install it on one of them.");
        if (facts.Architecture is not ("X64" or "Arm64")) return verdict.Fails("The program is made for 64-bit processors (x64 and Arm64).", "Use a computer with a 64-bit system.");
        var (oldest, good) = facts.System == SystemKind.Linux ? (oldestKernel, goodKernel) : (oldestWindows, goodWindows);
        if (facts.SystemVersion < oldest) return verdict.Fails($"Version {facts.SystemVersion} is older than {oldest}.", "Bring the operating system up to date.");
        return facts.SystemVersion < good
            ? verdict.Warns($"Version {facts.SystemVersion} is old; Holdfast is tested from {good} on.", "Bring the operating system up to date.") : verdict.Passed();
    }

    internal static SetupCheck Memory(MachineFacts facts)
    {
        var verdict = new Verdict("memory", "Memory", Sizes.Text(facts.Memory));
        if (facts.Memory < LeastMemory) return verdict.Fails($"A server needs at least {Sizes.Text(LeastMemory)}.", "Give the computer (or the container) more memory.");
        return facts.Memory < GoodMemory
            ? verdict.Warns($"Below {Sizes.Text(GoodMemory)} large backups are slow, and few run at a time.", "Give the computer (or the container) more memory.") : verdict.Passed();
    }

    internal static SetupCheck Cores(MachineFacts facts)
    {
        var verdict = new Verdict("cores", "Processors", facts.Cores.ToString(global::System.Globalization.CultureInfo.InvariantCulture));
        return facts.Cores < GoodCores
            ? verdict.Warns("With one processor, backups and everything else wait for each other.", $"Give the computer (or the container) at least {GoodCores} processors.") : verdict.Passed();
    }
}
