using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.ShadowCopies.Planning;

/// <summary>Plans a restore from the documents that were kept with a backup.</summary>
public static class RestorePlanner
{
    /// <param name="document">What was chosen then.</param>
    /// <param name="writers">The writers' metadata of then.</param>
    /// <param name="wishes">Empty for everything.</param>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotRecoverable"/>: the backup does not hold it, or it cannot be restored by itself.</exception>
    public static ShadowRestorePlan Plan(BackupComponents document, IReadOnlyList<WriterMetadata> writers, IReadOnlyList<WriterWish> wishes)
    {
        var wanted = wishes.Count > 0 ? wishes : [.. document.Writers.Select(writer => new WriterWish(writer.Writer)).Distinct()];
        var steps = new Dictionary<Guid, WriterRestoreStep>();
        foreach (var wish in wanted) Add(steps, document, writers, wish);
        foreach (var on in Missing(steps, writers)) Add(steps, document, writers, new WriterWish(on.Writer, [on.On]));
        var (ordered, warnings) = Order([.. steps.Values.OrderBy(step => step.Writer.Usage).ThenBy(step => step.Writer.Name, StringComparer.OrdinalIgnoreCase)]);
        return new ShadowRestorePlan(ordered, ordered.Any(step => step.Writer.Restore is { NeedsReboot: true } or { Method: RestoreMethod.AtReboot }), warnings);
    }

    private static void Add(Dictionary<Guid, WriterRestoreStep> steps, BackupComponents document, IReadOnlyList<WriterMetadata> writers, WriterWish wish)
    {
        var choices = document.Writers.Where(writer => writer.Writer == wish.Writer).SelectMany(writer => writer.Components).ToList();
        var metadata = writers.FirstOrDefault(writer => writer.Writer == wish.Writer);
        if (metadata is null || choices.Count == 0) throw new WorkloadException(WorkloadFault.NotRecoverable, $"The backup holds nothing of writer {wish.Writer}.", "Choose another point.");
        var step = steps.GetValueOrDefault(wish.Writer) ?? new WriterRestoreStep(metadata, [], [], [], Hears(metadata));
        foreach (var path in wish.Components ?? [.. choices.Select(choice => choice.Path)]) step = With(step, choices, path);
        steps[wish.Writer] = step;
    }

    private static WriterRestoreStep With(WriterRestoreStep step, List<ChosenComponent> choices, ComponentPath path)
    {
        if (choices.Find(choice => choice.Path.Equals(path)) is { } whole)
        {
            if (step.Components.Contains(whole) && !step.Parts.Any(part => part.Chosen.Equals(whole.Path))) return step;
            var parts = step.Writer.Components.Where(component => component.Path.Equals(path) || component.Path.IsBeneath(path));
            return step with
            {
                Components = [.. step.Components.Where(other => other != whole), whole], Parts = [.. step.Parts.Where(part => !part.Chosen.Equals(path))],
                FileSets = [.. step.FileSets.Concat(parts.SelectMany(part => part.Files)).Distinct()],
            };
        }
        var component = step.Writer.Components.FirstOrDefault(component => component.Path.Equals(path));
        if (component is null || choices.Find(choice => path.IsBeneath(choice.Path)) is not { } chosen)
            throw new WorkloadException(WorkloadFault.NotRecoverable, $"The backup does not hold component {path} of {step.Writer.Name}.", "Choose another point.");
        if (!component.IsSelectableForRestore)
            throw new WorkloadException(WorkloadFault.NotRecoverable, $"Component {path} of {step.Writer.Name} cannot be restored by itself.", $"Restore {chosen.Path}, which it is part of.");
        return step.Components.Contains(chosen) && !step.Parts.Any(part => part.Chosen.Equals(chosen.Path)) ? step : step with
        {
            Components = [.. step.Components.Where(other => other != chosen), chosen], Parts = [.. step.Parts, (chosen.Path, component)], FileSets = [.. step.FileSets.Concat(component.Files).Distinct()],
        };
    }

    /// <summary>What the chosen components must be restored together with and is in the backup.</summary>
    private static List<ComponentDependency> Missing(Dictionary<Guid, WriterRestoreStep> steps, IReadOnlyList<WriterMetadata> writers)
    {
        var (missing, open) = (new List<ComponentDependency>(), new Queue<ComponentDependency>(steps.Values.SelectMany(Dependencies)));
        while (open.TryDequeue(out var on))
        {
            if (on.Computer is not null || missing.Contains(on)) continue;
            missing.Add(on);
            foreach (var next in writers.Where(writer => writer.Writer == on.Writer).SelectMany(writer => writer.Components).Where(component => component.Path.Equals(on.On)).SelectMany(component => component.Dependencies)) open.Enqueue(next);
        }
        return missing;
    }

    private static IEnumerable<ComponentDependency> Dependencies(WriterRestoreStep step) =>
        step.Writer.Components.Where(component => step.Components.Any(chosen => chosen.Path.Equals(component.Path) || component.Path.IsBeneath(chosen.Path))).SelectMany(component => component.Dependencies);

    /// <summary>What others need comes before them; otherwise Windows itself, its services, data.</summary>
    private static (List<WriterRestoreStep> Steps, List<string> Warnings) Order(List<WriterRestoreStep> open)
    {
        var (ordered, warnings) = (new List<WriterRestoreStep>(), new List<string>());
        while (open.Count > 0)
        {
            var next = open.Find(step => Dependencies(step).All(on => on.Writer == step.Writer.Writer || open.TrueForAll(other => other.Writer.Writer != on.Writer)));
            if (next is null)
            {
                next = open[0];
                warnings.Add($"The writers {string.Join(", ", open.Select(step => step.Writer.Name))} need each other; {next.Writer.Name} is restored first.");
            }
            open.Remove(next);
            ordered.Add(next);
        }
        return (ordered, warnings);
    }

    private static bool Hears(WriterMetadata writer) => writer.Restore is { Participation: WriterParticipation.Always or WriterParticipation.IfReplaceFails };
}
