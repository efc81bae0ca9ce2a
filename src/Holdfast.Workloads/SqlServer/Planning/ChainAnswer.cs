namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>A plan or the reason why there is none; one of them is null.</summary>
internal sealed record ChainAnswer(ChainPlan? Plan, ChainRefusal? Refusal);
