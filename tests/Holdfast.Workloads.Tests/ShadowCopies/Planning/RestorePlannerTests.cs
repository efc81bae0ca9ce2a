using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Planning;

namespace Holdfast.Workloads.Tests.ShadowCopies.Planning;

public sealed class RestorePlannerTests
{
    private static readonly Guid One = Guid.NewGuid(), Two = Guid.NewGuid();

    [Fact]
    public void Plan_PartOfAComponent_IsRestoredAloneOnlyWhereTheWriterAllows()
    {
        var plan = RestorePlanner.Plan(Document((One, "Set")), [Writer(One, "One", WriterUsage.UserData)], [new WriterWish(One, [new ComponentPath("Set", "Loose")])]);
        var step = Assert.Single(plan.Steps);
        Assert.Equal((@"Set", @"Set\Loose"), (Assert.Single(step.Components).Path.Full, Assert.Single(step.Parts).Part.Path.Full));
        Assert.Equal(@"C:\Loose", Assert.Single(step.FileSets).Path);
        var fault = Assert.Throws<WorkloadException>(() => RestorePlanner.Plan(Document((One, "Set")), [Writer(One, "One", WriterUsage.UserData)], [new WriterWish(One, [new ComponentPath("Set", "Fixed")])]));
        Assert.Contains("Restore Set", fault.Remedy);
    }

    [Fact]
    public void Plan_WholeAfterPart_RestoresTheWhole()
    {
        var plan = RestorePlanner.Plan(Document((One, "Set")), [Writer(One, "One", WriterUsage.UserData)], [new WriterWish(One, [new ComponentPath("Set", "Loose"), new ComponentPath("", "Set")])]);
        Assert.Empty(plan.Steps[0].Parts);
        Assert.Equal(3, plan.Steps[0].FileSets.Count);
    }

    [Fact]
    public void Plan_WhatOthersNeed_ComesFirstAndComesAlong()
    {
        var windows = Writer(One, "Windows", WriterUsage.BootableSystemState, new ComponentDependency(Two, new ComponentPath("", "Set")));
        var data = Writer(Two, "Data", WriterUsage.UserData);
        var plan = RestorePlanner.Plan(Document((One, "Set"), (Two, "Set")), [windows, data], [new WriterWish(One)]);
        Assert.Equal(["Data", "Windows"], plan.Steps.Select(step => step.Writer.Name));
        Assert.Empty(plan.Warnings);
    }

    [Fact]
    public void Plan_WritersThatNeedEachOther_AreRestoredWithAWarning()
    {
        var plan = RestorePlanner.Plan(
            Document((One, "Set"), (Two, "Set")), [Writer(One, "A", WriterUsage.Other, new ComponentDependency(Two, new ComponentPath("", "Set"))), Writer(Two, "B", WriterUsage.Other, new ComponentDependency(One, new ComponentPath("", "Set")))], []);
        Assert.Equal(["A", "B"], plan.Steps.Select(step => step.Writer.Name));
        Assert.Single(plan.Warnings);
    }

    [Fact]
    public void Plan_WhatTheBackupDoesNotHold_IsRefused()
    {
        Assert.Equal(WorkloadFault.NotRecoverable, Assert.Throws<WorkloadException>(() => RestorePlanner.Plan(Document((One, "Set")), [Writer(One, "A", WriterUsage.Other)], [new WriterWish(Two)])).Fault);
        Assert.Equal(WorkloadFault.NotRecoverable, Assert.Throws<WorkloadException>(() => RestorePlanner.Plan(Document((One, "Set")), [Writer(One, "A", WriterUsage.Other)], [new WriterWish(One, [new ComponentPath("", "Other")])])).Fault);
    }

    private static BackupComponents Document(params (Guid Writer, string Component)[] chosen) => new()
    {
        Writers = [.. chosen.Select(choice => new WriterChoice(choice.Writer, Guid.NewGuid(), null, BackupSchema.None, [new ChosenComponent(new ComponentPath("", choice.Component), ComponentKind.FileGroup)]))],
    };

    private static WriterMetadata Writer(Guid id, string name, WriterUsage usage, params ComponentDependency[] needs) => new()
    {
        Writer = id, Instance = Guid.NewGuid(), Name = name, Usage = usage, Restore = new WriterRestore(RestoreMethod.IfCanReplace, WriterParticipation.Always, false),
        Components =
        [
            new WriterComponent(new ComponentPath("", "Set"), ComponentKind.FileGroup) { IsSelectable = true, Dependencies = needs, Files = [new FileSet(@"C:\Set", "*", false)] },
            new WriterComponent(new ComponentPath("Set", "Loose"), ComponentKind.FileGroup) { IsSelectableForRestore = true, Files = [new FileSet(@"C:\Loose", "*", false)] },
            new WriterComponent(new ComponentPath("Set", "Fixed"), ComponentKind.FileGroup) { Files = [new FileSet(@"C:\Fixed", "*", false)] },
        ],
    };
}
