namespace Holdfast.Server.Agents.Data;

/// <summary>The work that one message asks for, done in turns so that nobody waits long for somebody else's.</summary>
internal interface IDataTurn
{
    /// <summary>Does a bounded part of the work.</summary>
    /// <returns>True when it is done.</returns>
    /// <exception cref="Contracts.Errors.HoldfastException">The message is not acceptable: the attempt has failed.</exception>
    bool Step(IngestScratch scratch, Action<Contracts.Agent.DataDown> answer);
}
