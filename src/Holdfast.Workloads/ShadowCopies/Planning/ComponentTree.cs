using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.ShadowCopies.Planning;

/// <summary>
/// The components of one writer and what may be chosen of them. A component can be chosen by itself if it is selectable or part of no other; then everything beneath it comes along. What is part of no
/// other and not selectable must come along whenever the writer takes part.
/// </summary>
internal sealed class ComponentTree
{
    private readonly Dictionary<ComponentPath, WriterComponent> _components = [];
    private readonly HashSet<ComponentPath> _chosen = [];

    public ComponentTree(WriterMetadata writer)
    {
        Writer = writer;
        foreach (var component in writer.Components) _components.TryAdd(component.Path, component);
    }

    public WriterMetadata Writer { get; }

    public bool Has(ComponentPath path) => _components.ContainsKey(path);

    /// <summary>Whether a component takes part, chosen or as part of one that is.</summary>
    public bool Includes(ComponentPath path) => Chooser(path) is not null;

    public void ChooseAll()
    {
        foreach (var component in Writer.Components.Where(component => CanBeChosen(component.Path) && !Above(component.Path).Any(CanBeChosen))) _chosen.Add(component.Path);
    }

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: it is not there, or cannot be chosen by itself.</exception>
    public void Choose(ComponentPath path)
    {
        if (!Has(path)) throw new WorkloadException(WorkloadFault.NotPossible, $"{Writer.Name} has no component {path}.", $"It has: {Some(_components.Keys)}.");
        if (!CanBeChosen(path))
            throw new WorkloadException(WorkloadFault.NotPossible, $"Component {path} of {Writer.Name} cannot be chosen by itself.", $"Choose {Above(path).FirstOrDefault(CanBeChosen)}, which it is part of.");
        Include(path);
    }

    /// <summary>Has a component take part that another one needs, if need be by what it is part of.</summary>
    public void Require(ComponentPath path)
    {
        if (Includes(path)) return;
        Include(CanBeChosen(path) ? path : Above(path).FirstOrDefault(CanBeChosen) is { Name: { } } chooser ? chooser : path);
    }

    /// <summary>What takes part, in the order of the document.</summary>
    public IEnumerable<PlannedComponent> Planned()
    {
        if (_chosen.Count == 0) yield break;
        foreach (var component in _components.Values.Where(component => !component.IsSelectable && !Above(component.Path).Any())) _chosen.Add(component.Path);
        foreach (var component in Writer.Components)
            if (Chooser(component.Path) is { } chooser) yield return new PlannedComponent(Writer, component, chooser);
    }

    private void Include(ComponentPath path)
    {
        _chosen.RemoveWhere(chosen => chosen.IsBeneath(path));
        if (!Includes(path)) _chosen.Add(path);
    }

    private ComponentPath? Chooser(ComponentPath path) => _chosen.Contains(path) ? path : Above(path).Where(_chosen.Contains).Select(above => (ComponentPath?)above).LastOrDefault();

    private bool CanBeChosen(ComponentPath path) => _components[path].IsSelectable || !Above(path).Any();

    /// <summary>Components that one is part of, nearest first.</summary>
    private IEnumerable<ComponentPath> Above(ComponentPath path)
    {
        for (var above = path.LogicalPath; above.Length > 0;)
        {
            var cut = above.LastIndexOf('\\');
            var parent = new ComponentPath(cut < 0 ? "" : above[..cut], above[(cut + 1)..]);
            if (_components.ContainsKey(parent)) yield return parent;
            above = cut < 0 ? "" : above[..cut];
        }
    }

    private static string Some(IEnumerable<ComponentPath> paths) => string.Join(", ", paths.Take(20));
}
