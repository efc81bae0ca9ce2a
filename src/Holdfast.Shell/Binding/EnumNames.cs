namespace Holdfast.Shell.Binding;

/// <summary>Names of enumerations, as PowerShell reads them: in any case, and no more of one than it takes to tell it from the others.</summary>
internal static class EnumNames
{
    /// <returns>Null: there is no such name, or several begin so.</returns>
    internal static object? Parse(string text, Type target)
    {
        var values = new List<object>();
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (One(word, target) is not { } value) return null;
            values.Add(value);
        }
        return values is [var only] ? only : Enum.ToObject(target, values.Aggregate(0L, (bits, value) => bits | Convert.ToInt64(value, null)));
    }

    private static object? One(string word, Type target)
    {
        if (Enum.TryParse(target, word, ignoreCase: true, out var value)) return char.IsLetter(word[0]) || Enum.IsDefined(target, value) ? value : null;
        var begun = word.Length == 0 ? [] : Enum.GetNames(target).Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase)).ToList();
        return begun is [var only] ? Enum.Parse(target, only) : null;
    }
}
