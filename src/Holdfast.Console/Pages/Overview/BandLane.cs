using Holdfast.Contracts.Api.Insight;

namespace Holdfast.Console.Pages.Overview;

/// <summary>One lane of the day band.</summary>
/// <param name="Title">Name of the group, of the datasource where one group is shown, or empty for the server's own work.</param>
/// <param name="Lines">Bars by line: those of one line do not overlap, except in the last one where there are too many at once.</param>
/// <param name="Windows">Backup windows that hold in this lane.</param>
internal sealed record BandLane(string Title, IReadOnlyList<IReadOnlyList<BandJob>> Lines, IReadOnlyList<BandWindow> Windows);
