namespace PerfAnalyzers.Proofs.Memory;

/// <summary>An element of a list. It counts how often somebody looks at it: what a search costs, whatever the machine.</summary>
public sealed class Item(int serial, int id, int? parent, string? name, bool isActive, Code? code)
{
    [ThreadStatic]
    private static long looks;

    /// <summary>Tells elements apart whose members are alike; not counted.</summary>
    public int Serial => serial;

    public int Id => Look(id);

    public int? Parent => Look(parent);

    public string? Name => Look(name);

    public bool IsActive => Look(isActive);

    /// <summary>Not counted itself: comparing it is.</summary>
    public Code? Code => code;

    /// <summary>How often this thread looked at elements since it was asked before.</summary>
    public static long TakeLooks()
    {
        var taken = looks;
        looks = 0;
        return taken;
    }

    public override string ToString() => $"#{Serial}";

    internal static T Look<T>(T value)
    {
        looks++;
        return value;
    }
}
