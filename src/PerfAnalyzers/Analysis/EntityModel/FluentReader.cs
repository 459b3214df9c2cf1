using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.EntityModel;

/// <summary>Reads code that configures a model through the builders of EF Core, following it into methods that are handed a builder.</summary>
internal sealed class FluentReader
{
    private const int MostMethods = 2000;

    private readonly ModelConfiguration model;
    private readonly CompilationContext project;
    private readonly HashSet<ISymbol> read = new(SymbolEqualityComparer.Default);

    public FluentReader(ModelConfiguration model, CompilationContext project)
    {
        this.model = model;
        this.project = project;
    }

    /// <summary>
    /// Reads the methods of a type that are handed a builder. Who calls them is not asked: configuration is found in many ways, by
    /// assembly, by reflection, from another project.
    /// </summary>
    public void ReadConfiguration(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, Parameters.IsEmpty: false } method && method.Parameters.Any(p => IsBuilder(p.Type)))
                Read(method);
        }
    }

    private void Read(IMethodSymbol configuration)
    {
        var open = new Stack<IMethodSymbol>();
        open.Push(configuration);
        while (open.Count > 0 && read.Count < MostMethods)
        {
            var method = MethodBodies.Declared(open.Pop());
            if (!read.Add(method) || MethodBodies.For(project).Of(method) is not { } body)
                continue;

            foreach (var operation in body.Root.DescendantsAndSelf())
            {
                if (operation is not IInvocationOperation call)
                    continue;

                if (IsBuilder(call.TargetMethod.ContainingType) || (call.TargetMethod.IsExtensionMethod && call.Receiver() is { Type: { } type } && IsBuilder(type) && IsEfCore(call.TargetMethod)))
                    Apply(call);
                else if (call.Arguments.Any(a => a.Value.Type is { } passed && IsBuilder(passed)))
                    open.Push(call.TargetMethod);
            }
        }
    }

    private void Apply(IInvocationOperation call)
    {
        switch (call.TargetMethod.Name)
        {
            case "Entity":
                if (OnlyTypeArgument(call) is { } root)
                    model.AddRoot(root);

                return;
            case "Ignore" when call.TargetMethod.ContainingType.Name == "ModelBuilder":
            case "Owned":
            case "Properties" or "IgnoreAny" or "ComplexProperties":
                ExcludeType(call);
                return;
            case "SetIsEagerLoaded":
                model.AutoIncludesUnnamed = true;
                return;
            case "AutoInclude":
                AutoInclude(call);
                return;
            case "IsUnique":
                if (!IsFalse(call) && First(call, "HasIndex") is { } index && First(call, "HasFilter") is null && !IsFilteredLater(call))
                    AddUnique(index);

                return;
            case "HasAlternateKey":
                AddUnique(call);
                return;
            case "WithMany" or "WithOne":
                AddRelationship(call);
                return;
            case "AddIndex":
                model.HasUnreadIndexes = true;
                return;
        }

        if (EntityOf(call) is not { } entity)
        {
            // A builder for any entity, in a base class or a loop.
            if (call.TargetMethod.Name == "HasIndex")
                AddIndexOfAny(call);

            return;
        }

        model.AddRoot(entity);
        var configuration = model.Get(EntityTypes.Name(entity));
        switch (call.TargetMethod.Name)
        {
            case "HasKey":
                configuration.Key = BuilderNames.Of(call) ?? ImmutableArray<string>.Empty;
                break;
            case "HasData":
                configuration.HasData = true;
                break;
            case "HasNoKey":
                configuration.IsKeyless = true;
                break;
            case "ToView" or "ToSqlQuery" or "ToFunction":
            case "ToTable" when call.Arguments.Any(a => a.Value.ConstantValue is { HasValue: true, Value: string table } && ViewNames.AreMeant(table)):
                configuration.IsView = true;
                break;
            case "Ignore" or "Property" or "PrimitiveCollection" or "ComplexProperty" or "ComplexCollection":
                if (BuilderNames.Single(call) is { } value)
                {
                    configuration.NotNavigations.Add(value);
                    if (call.TargetMethod.Name == "Ignore")
                        configuration.Ignored.Add(value);
                }

                break;
            case "HasConversion":
                if (First(call, "Property") is { } converted && BuilderNames.Single(converted) is { } column)
                    configuration.Converted.Add(column);

                break;
            case "IsRowVersion" or "IsConcurrencyToken":
            case "HasMaxLength" when call.Arguments.LastOrDefault()?.Value.ConstantValue is { HasValue: true, Value: int and <= HeavyColumns.MostOfValue }:
                if (First(call, "Property") is { } limited && BuilderNames.Single(limited) is { } little)
                    configuration.Limited.Add(little);

                break;
            case "HasIndex":
                if (BuilderNames.Of(call) is { IsEmpty: false } indexed)
                    configuration.Indexes.Add(indexed);
                else
                    model.HasUnreadIndexes = true;

                break;
            case "OwnsOne" or "OwnsMany":
                if (call.Arguments.FirstOrDefault(a => a.Parameter is { Name: "navigationExpression" or "navigationName" }) is { } owned
                    && BuilderNames.First(owned.Value) is { } name)
                {
                    configuration.NotNavigations.Add(name);
                }

                ExcludeType(call);
                break;
        }
    }

    private void AutoInclude(IInvocationOperation call)
    {
        if (IsFalse(call))
            return;

        if (First(call, "Navigation") is { } navigation && EntityOf(navigation) is { } entity && BuilderNames.Single(navigation) is { } name)
            model.Get(EntityTypes.Name(entity)).AutoIncluded.Add(name);
        else
            model.AutoIncludesUnnamed = true;
    }

    private void AddUnique(IInvocationOperation call)
    {
        if (EntityOf(call) is { } entity && BuilderNames.Of(call) is { IsEmpty: false } names)
            model.Get(EntityTypes.Name(entity)).UniqueIndexes.Add(names);
    }

    private void AddIndexOfAny(IInvocationOperation call)
    {
        if (BuilderNames.Of(call) is { IsEmpty: false } names)
            model.IndexedAnywhere.Add(names[0]);
        else
            model.HasUnreadIndexes = true;
    }

    private void AddRelationship(IInvocationOperation with)
    {
        if (First(with, "HasOne", "HasMany") is not { TargetMethod.TypeArguments: { Length: 1 } targets } has
            || targets[0] is not INamedTypeSymbol target
            || EntityOf(has) is not { } entity)
        {
            return;
        }

        var key = After(with, "HasForeignKey");
        var isHere = has.TargetMethod.Name == "HasOne";
        if (isHere && with.TargetMethod.Name == "WithOne")
            isHere = key?.TargetMethod.TypeArguments is { Length: 1 } dependent && EntityTypes.Name(dependent[0]) == EntityTypes.Name(entity);

        model.AddRoot(entity);
        model.AddRoot(target);
        model.Get(EntityTypes.Name(entity)).Relationships.Add(new ConfiguredRelationship(
            BuilderNames.Single(has),
            BuilderNames.Single(with),
            EntityTypes.Name(target),
            key is null ? ImmutableArray<string>.Empty : BuilderNames.Of(key) ?? ImmutableArray<string>.Empty,
            isHere));

        // What rows of the other side point to is an alternate key there.
        if (After(with, "HasPrincipalKey") is { } pointed && BuilderNames.Of(pointed) is { IsEmpty: false } unique)
            model.Get(EntityTypes.Name(isHere ? target : entity)).UniqueIndexes.Add(unique);
    }

    /// <summary>The call of a name that is applied to what a call gives.</summary>
    private static IInvocationOperation? After(IInvocationOperation with, string name)
    {
        IOperation current = with;
        while (current.ParentValue() is IInvocationOperation next && next.Instance?.Unwrap() == current)
        {
            if (next.TargetMethod.Name == name)
                return next;

            current = next;
        }

        return null;
    }

    private void ExcludeType(IInvocationOperation call)
    {
        var type = OnlyTypeArgument(call)
            ?? call.Arguments.Select(a => a.Value.Unwrap()).OfType<ITypeOfOperation>().FirstOrDefault()?.TypeOperand as INamedTypeSymbol;
        if (type is not null)
            model.NoEntities.Add(EntityTypes.Name(type));
    }

    private static INamedTypeSymbol? OnlyTypeArgument(IInvocationOperation call) =>
        call.TargetMethod.TypeArguments is { Length: 1 } arguments ? arguments[0] as INamedTypeSymbol : null;

    private static bool IsFalse(IInvocationOperation call) =>
        call.Arguments.Any(a => a.Value.ConstantValue is { HasValue: true, Value: false });

    /// <summary>Whether what follows in the chain says that the index holds some of the rows only.</summary>
    private static bool IsFilteredLater(IInvocationOperation call)
    {
        for (var next = call.ParentValue(); next is IInvocationOperation or IArgumentOperation; next = next.ParentValue())
        {
            if (next is IInvocationOperation { TargetMethod.Name: "HasFilter" })
                return true;
        }

        return false;
    }

    /// <summary>The call further down in the chain with one of these names.</summary>
    private static IInvocationOperation? First(IInvocationOperation call, params string[] names)
    {
        for (var current = call.Receiver()?.Unwrap(); current is not null; current = Down(current))
        {
            if (current is IInvocationOperation earlier && names.Contains(earlier.TargetMethod.Name))
                return earlier;
        }

        return null;
    }

    private static IOperation? Down(IOperation current) => current switch
    {
        IInvocationOperation call => call.Receiver()?.Unwrap(),
        ILocalReferenceOperation local => LocalValues.SetOnce(local)?.Unwrap(),
        _ => null,
    };

    /// <summary>The entity that a builder is for, by the type of what the call is made on.</summary>
    private static INamedTypeSymbol? EntityOf(IInvocationOperation call)
    {
        for (var current = call.Receiver()?.Unwrap(); current is not null; current = Down(current))
        {
            // An owned builder names the owner first.
            if (current.Type is INamedTypeSymbol { Name: "EntityTypeBuilder" or "OwnedNavigationBuilder", TypeArguments: { Length: > 0 } arguments })
                return arguments[arguments.Length - 1] as INamedTypeSymbol is { TypeKind: TypeKind.Class } entity ? entity : null;
        }

        return null;
    }

    private static bool IsBuilder(ITypeSymbol type) =>
        type is { Name: "ModelBuilder" or "ModelConfigurationBuilder", ContainingNamespace: { Name: "EntityFrameworkCore", ContainingNamespace.Name: "Microsoft" } }
        || type is { ContainingNamespace: { Name: "Builders", ContainingNamespace: { Name: "Metadata", ContainingNamespace: { Name: "EntityFrameworkCore", ContainingNamespace.Name: "Microsoft" } } } }
        || type is { Name: "IMutableNavigation" or "IMutableNavigationBase" or "IMutableEntityType" };

    private static bool IsEfCore(IMethodSymbol method) =>
        method.ContainingNamespace is { Name: "EntityFrameworkCore", ContainingNamespace.Name: "Microsoft" };
}
