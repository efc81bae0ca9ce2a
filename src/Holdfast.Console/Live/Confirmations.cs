namespace Holdfast.Console.Live;

/// <summary>Asks before something is lost.</summary>
public sealed class Confirmations
{
    internal event Action<LossQuestion>? Asked;

    /// <summary>
    /// Shows what will be lost and runs <paramref name="act"/> when the reader says so. Where the server or the vault wants a fresh code or a PIN, it asks for that and tries again; a refusal is
    /// shown in the same place.
    /// </summary>
    /// <param name="title">What is about to happen, such as "Delete 3 recovery points?"</param>
    /// <param name="losses">What will be lost, one line each.</param>
    /// <param name="action">Word on the button, such as "Delete".</param>
    /// <param name="act">Does it, with the code or PIN that was given, or null. Throws HoldfastException as the API does.</param>
    /// <param name="typed">What has to be typed before the button works, such as a name; null: nothing.</param>
    /// <returns>True when it was done.</returns>
    public Task<bool> Ask(string title, IReadOnlyList<string> losses, string action, Func<GivenCodes, Task> act, string? typed = null)
    {
        var question = new LossQuestion(title, losses, action, act, typed);
        if (Asked is null) throw new InvalidOperationException("No frame asks questions.");
        Asked(question);
        return question.Answer.Task;
    }
}
