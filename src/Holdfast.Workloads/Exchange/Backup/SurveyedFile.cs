using Holdfast.Workloads.Exchange.Ese;
using Holdfast.Workloads.ShadowCopies.Planning;

namespace Holdfast.Workloads.Exchange.Backup;

/// <summary>A file of the shadow copy.</summary>
/// <param name="Log">Header of a log; null of other files.</param>
internal sealed record SurveyedFile(PlannedFile File, ExchangeFileKind Kind, EseLogHeader? Log);
