namespace Holdfast.Server.Scripts;

/// <summary>What a script may know, as HOLDFAST_JOB and HOLDFAST_SOURCE in its environment.</summary>
/// <param name="Job">Id of the job.</param>
/// <param name="Source">Path of the datasource.</param>
internal sealed record ScriptContext(string Job, string Source);
